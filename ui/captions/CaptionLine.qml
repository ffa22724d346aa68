// One utterance. What may still change is lighter than what is settled; terms have a thin line
// below, and terms that were put right by their sound have it in colour.
import QtQuick
import "../theme"

Item {
    id: line

    required property string stableText
    required property string unstableText
    required property var pieces
    required property string key
    required property bool isFinal
    required property bool telling
    property int fontSize: 40
    property int textWidth: width

    // Styled text reads markup and joins blanks, and what people say is neither.
    function literal(text: string): string {
        return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
    }

    function marked(): string {
        return line.pieces.map(piece => piece.kind === "" ? line.literal(piece.text)
            : piece.kind === "term" ? "<u>" + line.literal(piece.text) + "</u>"
            : "<u><font color=\"" + Theme.accent + "\">" + line.literal(piece.text) + "</font></u>"
        ).join("")
    }

    signal asked
    signal correctionAsked
    signal hoverChanged(hovered: bool)

    implicitHeight: caption.implicitHeight + Math.round(fontSize * 0.5)

    Accessible.role: Accessible.StaticText
    Accessible.name: line.stableText + line.unstableText

    Text {
        id: caption
        objectName: "caption"
        width: line.textWidth
        anchors.horizontalCenter: parent.horizontalCenter
        textFormat: Text.StyledText
        text: line.pieces.length > 0 ? line.marked() : line.literal(line.stableText) + (line.unstableText === "" ? ""
            : "<font color=\"" + Theme.textUnstable + "\">" + line.literal(line.unstableText) + "</font>")
        wrapMode: Text.Wrap
        font.pixelSize: line.fontSize
        font.weight: Font.Medium
        // A fixed height: faces differ in what they call a line, and the rows must not.
        lineHeightMode: Text.FixedHeight
        lineHeight: Math.round(1.5 * line.fontSize)
        color: Theme.text
    }

    TapHandler {
        enabled: line.isFinal
        gesturePolicy: TapHandler.WithinBounds
        onSingleTapped: line.asked()
        onDoubleTapped: line.correctionAsked()
    }

    HoverHandler {
        id: hover
        enabled: line.isFinal && line.telling
        onHoveredChanged: line.hoverChanged(hovered)
    }
}
