// A picture of the board, drawn in the colours of the theme.
import QtQuick
import "../shared"
import "../theme"
import "pictures.js" as Pictures

Drawing {
    required property string name
    property real size: 48
    readonly property var paths: Pictures.all[name] ?? ({})

    implicitWidth: size
    implicitHeight: size
    ink: Theme.text
    tint: Theme.accent
    solid: paths.solid ?? ""
    line: paths.line ?? ""
}
