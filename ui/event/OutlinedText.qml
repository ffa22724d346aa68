// Text with a rim around it, so that it can be read on anything. Qt's own outline is one pixel wide;
// this is as wide as it is asked for: copies below the text, in rings.
pragma ComponentBehavior: Bound
import QtQuick

Item {
    id: outlined

    property string settledText: ""
    property string openText: "" // what may still change, fainter
    property string family: ""
    property int size: 48
    property int weight: Font.DemiBold
    property real lineHeight: 1.4
    property color ink: "white"
    property color rim: "black"
    property int rimWidth: 0
    property int wrapMode: Text.NoWrap
    property int alignment: Text.AlignLeft

    // Mixed and not see-through, which would show the colour that is keyed out.
    readonly property color faint: Qt.rgba(0.65 * ink.r + 0.35 * rim.r, 0.65 * ink.g + 0.35 * rim.g,
        0.65 * ink.b + 0.35 * rim.b, 1)
    readonly property var rings: {
        const places = []
        for (let radius = rimWidth; radius > 0; radius -= 3) {
            const count = radius > 3 ? 16 : 8
            for (let n = 0; n < count; ++n) {
                const angle = 2 * Math.PI * n / count
                places.push({ "x": radius * Math.cos(angle), "y": radius * Math.sin(angle) })
            }
        }
        return places
    }

    // Styled text reads markup and joins blanks, and what people say is neither.
    function literal(text: string): string {
        return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
    }

    implicitWidth: face.implicitWidth
    implicitHeight: face.implicitHeight

    component Layer: Text {
        width: outlined.width
        wrapMode: outlined.wrapMode
        horizontalAlignment: outlined.alignment
        font.family: outlined.family
        font.pixelSize: outlined.size
        font.weight: outlined.weight
        lineHeightMode: Text.FixedHeight
        lineHeight: Math.round(outlined.size * outlined.lineHeight)
    }

    Repeater {
        model: outlined.rings

        Layer {
            required property var modelData

            x: modelData.x
            y: modelData.y
            textFormat: Text.PlainText
            text: outlined.settledText + outlined.openText
            color: outlined.rim
            Accessible.ignored: true
        }
    }

    Layer {
        id: face
        textFormat: outlined.openText === "" ? Text.PlainText : Text.StyledText
        text: outlined.openText === "" ? outlined.settledText
            : outlined.literal(outlined.settledText) + "<font color=\"" + outlined.faint + "\">"
                + outlined.literal(outlined.openText) + "</font>"
        color: outlined.ink
    }
}
