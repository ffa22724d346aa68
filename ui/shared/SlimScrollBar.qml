// A scroll bar that is wide enough to grab and quiet until it is.
import QtQuick
import QtQuick.Controls.Basic
import "../theme"

ScrollBar {
    id: bar

    policy: size < 1.0 ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
    padding: 3
    minimumSize: 0.08
    Accessible.ignored: true // the keys of what it scrolls do the same

    contentItem: Rectangle {
        implicitWidth: 10
        radius: 5
        color: bar.pressed || bar.hovered ? Theme.accent : Theme.controlBorder
    }
}
