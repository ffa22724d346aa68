// The frame around whatever has the keyboard's focus.
import QtQuick
import "../theme"

Rectangle {
    required property bool shown

    anchors.fill: parent
    anchors.margins: -Theme.focusWidth - 1
    radius: Theme.radius + Theme.focusWidth + 1
    color: "transparent"
    border.width: Theme.focusWidth
    border.color: Theme.focus
    visible: shown
}
