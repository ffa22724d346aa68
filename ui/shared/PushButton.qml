// A button with a text. ``checked`` marks the chosen one of a group, ``primary`` what goes on.
import QtQuick
import QtQuick.Controls.Basic
import "../theme"

Button {
    id: button

    property bool primary: false
    readonly property bool accented: button.primary || button.checked
    property color fill: button.accented ? Theme.accent : Theme.control
    property color fillHover: button.accented ? Theme.accentHover : Theme.controlHover
    property color ink: button.accented ? Theme.accentInk : Theme.text

    implicitHeight: Theme.target
    leftPadding: Theme.gap
    rightPadding: Theme.gap
    font.pixelSize: Theme.sizeBody
    focusPolicy: Qt.StrongFocus
    opacity: enabled ? 1.0 : 0.55

    Accessible.role: Accessible.Button
    Accessible.name: button.text

    // The space bar starts and stops everywhere, so Enter is what presses a button.
    Keys.onReleased: event => {
        const enter = event.key === Qt.Key_Return || event.key === Qt.Key_Enter
        if (enter && !event.isAutoRepeat) {
            button.click()
            event.accepted = true
        }
    }

    contentItem: Text {
        textFormat: Text.PlainText
        text: button.text
        font: button.font
        color: button.ink
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
    }

    background: Rectangle {
        radius: Theme.radius
        color: button.down || button.hovered ? button.fillHover : button.fill
        border.width: 1
        border.color: button.checked ? Theme.accent : Theme.controlBorder

        FocusRing { shown: button.visualFocus }
    }
}
