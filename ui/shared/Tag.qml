// A small mark: something is to be checked ("warning"), or the user's own ("note").
import QtQuick
import "../theme"

Rectangle {
    id: tag

    required property string text
    property string kind: "warning"
    property string foreign: "" // what follows in another language, in ``foreignFace``
    property string foreignFace: ""
    property string remark: ""
    readonly property color ink: kind === "warning" ? Theme.warningInk : Theme.noteInk

    implicitWidth: label.implicitWidth + 2 * 8
    implicitHeight: label.implicitHeight + 2 * 3
    radius: 6
    color: kind === "warning" ? Theme.warningBackground : Theme.noteBackground
    border.width: 1
    border.color: kind === "warning" ? Theme.warningBorder : Theme.noteBorder

    Row {
        id: label
        anchors.centerIn: parent
        spacing: 6

        Text {
            textFormat: Text.PlainText
            text: tag.text
            font.pixelSize: Theme.sizeSmall
            color: tag.ink
        }

        Text {
            visible: text !== ""
            text: tag.foreign
            textFormat: Text.PlainText
            font.family: tag.foreignFace
            font.pixelSize: Theme.sizeSmall
            color: tag.ink
        }

        Text {
            visible: text !== ""
            textFormat: Text.PlainText
            text: tag.remark
            font.pixelSize: Theme.sizeSmall
            color: tag.ink
        }
    }
}
