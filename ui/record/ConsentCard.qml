// The question whether the talk may be kept, over the resident's side and in their language.
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

Rectangle {
    id: card

    required property var record
    required property var words
    required property string face
    readonly property bool low: height < 420

    objectName: "consentCard"
    color: Theme.background
    Accessible.role: Accessible.Dialog
    Accessible.name: card.record.question

    MouseArea { anchors.fill: parent } // what is behind it is not to be pressed

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.gapLarge, 900)
        spacing: card.low ? Theme.gap : 2 * Theme.gapLarge

        Text {
            objectName: "consentQuestion"
            Layout.fillWidth: true
            text: card.record.question
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            font.family: card.face
            font.pixelSize: card.low ? Theme.sizeLarge : Theme.sizeStart
            color: Theme.text
        }

        GridLayout {
            Layout.alignment: Qt.AlignHCenter
            columns: card.width < 640 ? 1 : 2
            columnSpacing: Theme.gapLarge
            rowSpacing: Theme.gap

            PushButton {
                objectName: "consentYes"
                Layout.fillWidth: true
                implicitHeight: card.low ? Theme.target : Theme.targetLarge
                text: card.words.consent_yes
                font.family: card.face
                font.pixelSize: Theme.sizeLarge
                onClicked: card.record.answer(true)
            }

            PushButton {
                objectName: "consentNo"
                Layout.fillWidth: true
                implicitHeight: card.low ? Theme.target : Theme.targetLarge
                text: card.words.consent_no
                font.family: card.face
                font.pixelSize: Theme.sizeLarge
                onClicked: card.record.answer(false)
            }
        }
    }
}
