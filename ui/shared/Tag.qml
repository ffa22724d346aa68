// A small mark: something is to be checked ("warning"), or the user's own ("note").
import QtQuick
import "../theme"

Rectangle {
    id: tag

    required property string text
    property string kind: "warning"

    implicitWidth: label.implicitWidth + 2 * 8
    implicitHeight: label.implicitHeight + 2 * 3
    radius: 6
    color: kind === "warning" ? Theme.warningBackground : Theme.noteBackground
    border.width: 1
    border.color: kind === "warning" ? Theme.warningBorder : Theme.noteBorder

    Text {
        id: label
        anchors.centerIn: parent
        text: tag.text
        font.pixelSize: Theme.sizeSmall
        color: tag.kind === "warning" ? Theme.warningInk : Theme.noteInk
    }
}
