// Paths in one coordinate system, drawn as large as the item is.
// Not of shapes: Qt's software renderer, which a PC without a graphics chip has, does not clip them,
// and they are seen outside of what scrolls.
import QtQuick

Canvas {
    property real units: 48 // of the paths, over the width
    property string solid: "" // SVG path data
    property string line: ""
    property color tint
    property color ink
    property real stroke: 3

    Accessible.ignored: true
    onSolidChanged: requestPaint()
    onLineChanged: requestPaint()
    onTintChanged: requestPaint()
    onInkChanged: requestPaint()

    onPaint: {
        const context = getContext("2d")
        context.reset()
        context.scale(width / units, width / units)
        if (solid !== "") {
            context.path = solid
            context.fillStyle = tint
            context.fill()
        }
        if (line !== "") {
            context.path = line
            context.strokeStyle = ink
            context.lineWidth = stroke
            context.lineCap = "round"
            context.lineJoin = "round"
            context.stroke()
        }
    }
}
