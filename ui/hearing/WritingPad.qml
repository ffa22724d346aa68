// A page to write on by pen, finger or mouse. All pads show the same page.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

ColumnLayout {
    id: pad

    required property var handwriting
    required property var texts
    readonly property real penWidth: 0.012 // part of the page's height

    spacing: Theme.gapSmall

    Rectangle {
        Layout.fillWidth: true
        Layout.fillHeight: true
        radius: Theme.radius
        color: Theme.paper
        border.width: 2
        border.color: Theme.controlBorder
        Accessible.role: Accessible.Canvas
        Accessible.name: pad.texts.hearing_pad
        clip: true

        Canvas {
            id: canvas

            objectName: "writingCanvas"
            anchors.fill: parent
            anchors.margins: 2
            renderStrategy: Canvas.Cooperative

            property var fresh: []

            function line(context: var, x1: real, y1: real, x2: real, y2: real, width: real) {
                context.lineWidth = Math.max(2, width * canvas.height)
                context.beginPath()
                context.moveTo(x1 * canvas.width, y1 * canvas.height)
                // A touch without movement is a dot.
                context.lineTo(x2 * canvas.width + 0.1, y2 * canvas.height)
                context.stroke()
            }

            property bool whole: true

            onPaint: {
                const context = getContext("2d")
                context.lineCap = "round"
                context.lineJoin = "round"
                context.strokeStyle = Theme.penInk
                if (canvas.whole) {
                    context.clearRect(0, 0, canvas.width, canvas.height)
                    for (const stroke of pad.handwriting.strokes()) {
                        const p = stroke.points
                        if (p.length === 2)
                            canvas.line(context, p[0], p[1], p[0], p[1], stroke.width)
                        for (let n = 2; n < p.length; n += 2)
                            canvas.line(context, p[n - 2], p[n - 1], p[n], p[n + 1], stroke.width)
                    }
                } else {
                    for (const piece of canvas.fresh)
                        canvas.line(context, ...piece)
                }
                canvas.whole = false
                canvas.fresh = []
            }
            onWidthChanged: again()
            onHeightChanged: again()
            onAvailableChanged: again()

            function again() {
                canvas.whole = true
                canvas.requestPaint()
            }

            Connections {
                target: pad.handwriting
                function onChanged() { canvas.again() }
                function onDrawn(x1, y1, x2, y2, width) {
                    canvas.fresh.push([x1, y1, x2, y2, width])
                    canvas.requestPaint()
                }
            }

            MouseArea {
                anchors.fill: parent
                preventStealing: true
                onPressed: mouse => pad.handwriting.begin(mouse.x / width, mouse.y / height, pad.penWidth)
                onPositionChanged: mouse => pad.handwriting.move(mouse.x / width, mouse.y / height)
                onReleased: pad.handwriting.end()
                onCanceled: pad.handwriting.end()
            }
        }
    }

    Flow {
        Layout.fillWidth: true
        spacing: Theme.gapSmall

        PushButton {
            objectName: "padPrevious"
            text: pad.texts.hearing_page_before
            enabled: pad.handwriting.page > 1
            onClicked: pad.handwriting.previous()
        }

        Text {
            height: Theme.target
            verticalAlignment: Text.AlignVCenter
            textFormat: Text.PlainText
            text: pad.handwriting.page + " / " + pad.handwriting.pages
            font.pixelSize: Theme.sizeBody
            color: Theme.text
        }

        PushButton {
            objectName: "padNext"
            text: pad.texts.hearing_page_next
            onClicked: pad.handwriting.next()
        }

        PushButton {
            objectName: "padUndo"
            text: pad.texts.hearing_undo
            onClicked: pad.handwriting.undo()
        }

        PushButton {
            objectName: "padClear"
            text: pad.texts.hearing_erase
            onClicked: pad.handwriting.clearPage()
        }
    }
}
