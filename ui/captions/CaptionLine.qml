// One utterance. What may still change is lighter than what is settled.
import QtQuick
import "../theme"

Item {
    id: line

    required property string stableText
    required property string unstableText
    property int fontSize: 40
    property int textWidth: width

    // Styled text reads markup and joins blanks, and what people say is neither.
    function literal(text: string): string {
        return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
    }

    implicitHeight: caption.implicitHeight + Math.round(fontSize * 0.5)

    Accessible.role: Accessible.StaticText
    Accessible.name: line.stableText + line.unstableText

    Text {
        id: caption
        objectName: "caption"
        width: line.textWidth
        anchors.horizontalCenter: parent.horizontalCenter
        textFormat: Text.StyledText
        text: line.literal(line.stableText) + (line.unstableText === "" ? ""
            : "<font color=\"" + Theme.textUnstable + "\">" + line.literal(line.unstableText) + "</font>")
        wrapMode: Text.Wrap
        font.pixelSize: line.fontSize
        font.weight: Font.Medium
        // A fixed height: faces differ in what they call a line, and the rows must not.
        lineHeightMode: Text.FixedHeight
        lineHeight: Math.round(1.5 * line.fontSize)
        color: Theme.text
    }
}
