// The one button that matters: a triangle to start, a square to stop.
import QtQuick
import QtQuick.Layouts
import QtQuick.Shapes
import "../theme"

PushButton {
    id: button

    required property bool running

    implicitHeight: Theme.targetLarge
    implicitWidth: Theme.compact ? 124 : 184
    font.pixelSize: Theme.sizeStart
    font.weight: Font.Bold
    fill: running ? Theme.stop : Theme.accent
    fillHover: running ? Theme.stopHover : Theme.accentHover
    ink: running ? Theme.stopInk : Theme.accentInk

    contentItem: Item {
        implicitWidth: face.implicitWidth
        implicitHeight: face.implicitHeight

        Row {
            id: face
            anchors.centerIn: parent
            spacing: Theme.gap

            Item {
                width: 24
                height: 24
                anchors.verticalCenter: parent.verticalCenter

                Rectangle {
                    anchors.fill: parent
                    anchors.margins: 1
                    radius: 3
                    color: button.ink
                    visible: button.running
                }

                Shape {
                    anchors.fill: parent
                    visible: !button.running
                    antialiasing: true

                    ShapePath {
                        fillColor: button.ink
                        strokeColor: "transparent"
                        strokeWidth: -1
                        startX: 3
                        startY: 1
                        PathLine { x: 23; y: 12 }
                        PathLine { x: 3; y: 23 }
                        PathLine { x: 3; y: 1 }
                    }
                }
            }

            Text {
                textFormat: Text.PlainText
                text: button.text
                font: button.font
                color: button.ink
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }
}
