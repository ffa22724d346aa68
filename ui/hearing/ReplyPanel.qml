// How a deaf resident answers: large choices, the keyboard, or by hand.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

ColumnLayout {
    id: panel

    required property var desk
    required property var handwriting
    required property var texts
    property bool writing: false
    readonly property bool typing: panel.field.activeFocus
    readonly property var words: desk.words

    spacing: Theme.gap

    RowLayout {
        spacing: Theme.gapSmall
        Accessible.role: Accessible.PageTabList
        Accessible.name: panel.texts.hearing_answer

        PushButton {
            objectName: "answerTab"
            Layout.fillWidth: true
            text: panel.texts.hearing_answer
            checked: !panel.writing
            onClicked: panel.writing = false
        }

        PushButton {
            objectName: "writeTab"
            Layout.fillWidth: true
            text: panel.texts.hearing_by_hand
            checked: panel.writing
            onClicked: panel.writing = true
        }
    }

    GridLayout {
        visible: !panel.writing
        Layout.fillWidth: true
        columns: 2
        columnSpacing: Theme.gapSmall
        rowSpacing: Theme.gapSmall

        Repeater {
            model: ["yes", "no", "not_understood", "again", "slowly", "write_it"]

            PushButton {
                required property string modelData

                objectName: "answer_" + modelData
                Layout.fillWidth: true
                implicitHeight: Theme.targetLarge
                font.pixelSize: Theme.sizeStart
                font.weight: Font.Bold
                text: panel.words[modelData]
                onClicked: panel.desk.reply(panel.words[modelData])
            }
        }
    }

    RowLayout {
        visible: !panel.writing
        spacing: Theme.gapSmall

        TextLine {
            id: line
            Layout.fillWidth: true
            fieldName: "answerField"
            placeholder: panel.words.type_here
            onAccepted: send.click()
        }

        PushButton {
            id: send
            objectName: "answerSend"
            text: panel.words.send
            onClicked: {
                panel.desk.reply(panel.field.text)
                panel.field.clear()
            }
        }
    }

    Item {
        visible: !panel.writing
        Layout.fillHeight: true
    }

    WritingPad {
        visible: panel.writing
        Layout.fillWidth: true
        Layout.fillHeight: true
        handwriting: panel.handwriting
        texts: panel.texts
    }

    Text {
        Layout.fillWidth: true
        text: panel.words.not_saved
        wrapMode: Text.Wrap
        font.pixelSize: Theme.sizeSmall
        color: Theme.textMuted
    }

    property Item field: line.field
}
