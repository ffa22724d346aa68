// A picture of the board, drawn in the colours of the theme.
import QtQuick
import QtQuick.Shapes
import "../theme"
import "pictures.js" as Pictures

Item {
    id: picture

    required property string name
    property color ink: Theme.text
    property color tint: Theme.accent
    property real size: 48
    readonly property var drawing: Pictures.all[picture.name] ?? ({})

    implicitWidth: size
    implicitHeight: size
    Accessible.ignored: true

    Shape {
        width: 48
        height: 48
        scale: picture.size / 48
        transformOrigin: Item.TopLeft
        antialiasing: true

        ShapePath {
            fillColor: picture.tint
            strokeWidth: -1
            PathSvg { path: picture.drawing.solid ?? "" }
        }

        ShapePath {
            fillColor: "transparent"
            strokeColor: picture.ink
            strokeWidth: 3
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin
            PathSvg { path: picture.drawing.line ?? "" }
        }
    }
}
