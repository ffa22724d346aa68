// How a deaf resident answers: large choices, the keyboard, or by hand.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../board"
import "../record"
import "../shared"
import "../theme"

ColumnLayout {
    id: panel

    required property var desk
    required property var handwriting
    required property var record
    required property var texts
    property string page: "answer" // "answer", "write" or "picture"
    readonly property bool wide: panel.page === "picture" // pictures need the room
    readonly property bool typing: panel.field.activeFocus
    readonly property var words: desk.words

    spacing: Theme.gap

    Connections {
        target: panel.desk
        function onNextPersonCame() { panel.page = "answer" }
    }

    RowLayout {
        spacing: Theme.gapSmall
        Accessible.role: Accessible.PageTabList
        Accessible.name: panel.texts.hearing_answer

        PushButton {
            objectName: "answerTab"
            Layout.fillWidth: true
            Accessible.role: Accessible.PageTab
            Accessible.selected: checked
            text: panel.texts.hearing_answer
            checked: panel.page === "answer"
            onClicked: panel.page = "answer"
        }

        PushButton {
            objectName: "writeTab"
            Layout.fillWidth: true
            Accessible.role: Accessible.PageTab
            Accessible.selected: checked
            text: panel.texts.hearing_by_hand
            checked: panel.page === "write"
            onClicked: panel.page = "write"
        }

        PushButton {
            objectName: "pictureTab"
            Layout.fillWidth: true
            Accessible.role: Accessible.PageTab
            Accessible.selected: checked
            text: panel.texts.board_pictures
            checked: panel.page === "picture"
            onClicked: panel.page = "picture"
        }
    }

    GridLayout {
        visible: panel.page === "answer"
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
        visible: panel.page === "answer"
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
            // Pressed, it keeps the keyboard, until that goes on from here.
            enabled: panel.field.text.trim() !== "" || activeFocus
            onClicked: {
                panel.desk.reply(panel.field.text)
                panel.field.clear()
            }
        }
    }

    Item {
        visible: panel.page === "answer"
        Layout.fillHeight: true
    }

    WritingPad {
        visible: panel.page === "write"
        Layout.fillWidth: true
        Layout.fillHeight: true
        handwriting: panel.handwriting
        texts: panel.texts
    }

    Loader {
        objectName: "pictureBoard"
        Layout.fillWidth: true
        Layout.fillHeight: true
        active: panel.page === "picture"
        visible: active
        sourceComponent: PictureBoard { board: panel.desk.phraseBoard }
    }

    SavedNote {
        Layout.fillWidth: true
        record: panel.record
        words: panel.words
        face: Theme.face("ja")
    }

    property Item field: line.field
}
