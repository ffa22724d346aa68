// A slider with a large handle.
import QtQuick
import QtQuick.Controls.Basic
import "../theme"

Slider {
    id: slider

    implicitHeight: Theme.target
    implicitWidth: 140
    snapMode: Slider.SnapAlways
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.Slider

    background: Rectangle {
        x: slider.leftPadding
        y: slider.topPadding + (slider.availableHeight - height) / 2
        width: slider.availableWidth
        height: 6
        radius: 3
        color: Theme.controlBorder

        Rectangle {
            width: slider.visualPosition * parent.width
            height: parent.height
            radius: 3
            color: Theme.accent
        }
    }

    handle: Rectangle {
        x: slider.leftPadding + slider.visualPosition * (slider.availableWidth - width)
        y: slider.topPadding + (slider.availableHeight - height) / 2
        width: 26
        height: 26
        radius: 13
        color: slider.pressed || slider.hovered ? Theme.accentHover : Theme.accent
        border.width: 3
        border.color: Theme.surface

        FocusRing {
            radius: 17
            shown: slider.visualFocus
        }
    }
}
