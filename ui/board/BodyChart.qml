// The body from both sides: a press on a part, or on its name, says it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Shapes
import "../shared"
import "../theme"
import "pictures.js" as Pictures

ColumnLayout {
    id: chart

    required property var board
    property string face: ""
    property string pointed: "" // the part that the pointer or the keyboard is on
    readonly property bool low: height < 360

    spacing: Theme.gapSmall

    component Figure: Item {
        id: figure

        required property var parts
        property string name: ""
        readonly property real unit: Math.min(width / 120, height / 260)

        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumWidth: 60
        Layout.preferredWidth: 180
        Layout.maximumWidth: 240
        Accessible.ignored: true

        Item {
            anchors.centerIn: parent
            width: 120 * figure.unit
            height: 260 * figure.unit

            Repeater {
                model: figure.parts

                Shape {
                    id: part

                    required property var modelData
                    readonly property bool on: hover.hovered || chart.pointed === modelData.part

                    objectName: figure.name + modelData.part
                    width: 120
                    height: 260
                    scale: figure.unit
                    transformOrigin: Item.TopLeft
                    antialiasing: true
                    containsMode: Shape.FillContains

                    ShapePath {
                        fillColor: part.on ? Theme.accent : part.modelData.dark ? Theme.text : Theme.control
                        strokeColor: part.on ? Theme.accent : Theme.text
                        strokeWidth: 2
                        joinStyle: ShapePath.RoundJoin
                        PathSvg { path: part.modelData.path }
                    }

                    HoverHandler {
                        id: hover
                        onHoveredChanged: chart.pointed = hovered ? part.modelData.part
                            : chart.pointed === part.modelData.part ? "" : chart.pointed
                    }

                    TapHandler {
                        gesturePolicy: TapHandler.ReleaseWithinBounds
                        onTapped: chart.board.point(part.modelData.part)
                    }
                }
            }
        }
    }

    component Names: GridLayout {
        id: names

        required property var parts

        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumWidth: 104
        Layout.maximumWidth: columns * 220
        Layout.preferredWidth: columns * 130
        columns: chart.low && chart.width > 900 ? 2 : 1
        columnSpacing: 4
        rowSpacing: chart.low ? 4 : 6

        Repeater {
            model: names.parts

            PushButton {
                required property var modelData

                objectName: modelData.key
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.maximumHeight: 64
                Layout.minimumHeight: 24
                implicitHeight: chart.low ? 24 : Theme.target
                leftPadding: 8
                rightPadding: 8
                text: modelData.text
                font.family: chart.face !== "" ? chart.face : Qt.application.font.family
                font.weight: Font.Bold
                fill: chart.pointed === modelData.key ? Theme.controlHover : Theme.control
                onHoveredChanged: chart.pointed = hovered ? modelData.key : ""
                onActiveFocusChanged: chart.pointed = activeFocus ? modelData.key : ""
                onClicked: chart.board.point(modelData.key)
            }
        }
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: chart.low ? 6 : Theme.gapSmall

        Repeater {
            model: chart.board.feelings

            PictureButton {
                required property var modelData

                objectName: modelData.key
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                implicitHeight: chart.low ? 40 : 66
                beside: chart.low
                picture: modelData.key
                text: modelData.text
                face: chart.face
                size: Theme.sizeSmall
                checked: chart.board.feeling === modelData.key
                Accessible.role: Accessible.CheckBox
                Accessible.checked: checked
                onClicked: chart.board.chooseFeeling(modelData.key)
            }
        }
    }

    RowLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        spacing: Theme.gapSmall

        Names { parts: chart.board.frontParts }
        Figure {
            parts: Pictures.front
            name: "front_"
        }
        Figure {
            parts: Pictures.back
            name: "back_"
        }
        Names { parts: chart.board.backParts }
    }
}
