// What the window is doing, in words and colour. The ring tells the live state without colour.
import QtQuick
import "../theme"

Row {
    id: badge

    required property string state_
    required property string label

    readonly property color hue: ({
        "preparing": Theme.stateBusy, "opening": Theme.stateBusy, "stopping": Theme.stateBusy,
        "listening": Theme.stateLive, "unready": Theme.stateFault, "lost": Theme.stateFault
    })[state_] ?? Theme.stateIdle

    spacing: 12
    Accessible.role: Accessible.StaticText
    Accessible.name: badge.label

    Rectangle {
        width: 24
        height: 24
        radius: 12
        anchors.verticalCenter: parent.verticalCenter
        color: "transparent"
        border.width: 3
        border.color: badge.hue

        Rectangle {
            anchors.centerIn: parent
            width: 12
            height: 12
            radius: 6
            color: badge.hue
            visible: badge.state_ !== "stopped" && badge.state_ !== "waiting"
        }
    }

    Text {
        textFormat: Text.PlainText
        text: badge.label
        font.pixelSize: Theme.sizeLarge
        font.weight: Font.Bold
        color: Theme.text
        anchors.verticalCenter: parent.verticalCenter
    }
}
