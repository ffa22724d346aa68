// The projector's window: all of a second screen, or an ordinary window where there is none.
import QtQuick

Window {
    id: window

    required property var event
    required property var texts
    required property var place // null without a second screen
    required property var home
    readonly property bool apart: window.place !== null
    readonly property var on: window.place ?? window.home

    objectName: "projectorWindow"
    screen: window.on
    x: window.apart ? window.on.virtualX : window.on.virtualX + window.on.width / 8
    y: window.apart ? window.on.virtualY : window.on.virtualY + window.on.height / 2
    width: window.apart ? window.on.width : 0.75 * window.on.width
    height: window.apart ? window.on.height : 0.42 * window.on.height
    visible: true
    color: "transparent"
    flags: window.apart ? Qt.FramelessWindowHint | Qt.WindowStaysOnTopHint : Qt.Window
    title: texts.event_projection
    onClosing: window.event.projecting = false

    Shortcut {
        sequence: "Esc"
        onActivated: window.event.projecting = false
    }

    Projector {
        anchors.fill: parent
        event: window.event
        leading: true
    }
}
