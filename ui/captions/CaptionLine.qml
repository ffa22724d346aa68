// One utterance. What may still change is lighter than what is settled; terms have a thin line
// below, and terms that were put right by their sound have it in colour.
import QtQuick
import "../counter"
import "../shared"
import "../theme"

Item {
    id: line

    required property string stableText
    required property string unstableText
    required property var pieces
    required property string key
    required property bool isFinal
    required property bool telling
    required property string side
    required property string translation
    required property string translationState
    required property string translationLanguage
    required property string language
    required property string backTranslation
    required property var chips
    required property var badges
    required property var wrongNumbers
    required property var ruby
    required property string easyText
    required property var texts
    property bool twoSided: false
    property int fontSize: 40
    property int textWidth: width

    // Styled text reads markup and joins blanks, and what people say is neither.
    function literal(text: string): string {
        return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
    }

    function marked(): string {
        return line.pieces.map(piece => piece.kind === "" ? line.literal(piece.text)
            : piece.kind === "term" ? "<u>" + line.literal(piece.text) + "</u>"
            : piece.kind === "unsure"
            ? "<u><font color=\"" + Theme.unsure + "\">" + line.literal(piece.text) + "</font></u>"
            : "<u><font color=\"" + Theme.accent + "\">" + line.literal(piece.text) + "</font></u>"
        ).join("")
    }

    signal asked
    signal correctionAsked
    signal hoverChanged(hovered: bool)
    signal confirmed(number: string)

    readonly property bool trusting: translationState !== "" || chips.length > 0

    implicitHeight: caption.y + caption.height + Math.round(fontSize * 0.5)
        + (easy.visible ? easy.implicitHeight : 0)
        + (trust.item ? trust.item.implicitHeight + Theme.gapSmall : 0)

    Accessible.role: Accessible.StaticText
    Accessible.name: line.stableText + line.unstableText

    // Who speaks, by place and word: staff on the left, the resident on the right.
    Rectangle {
        visible: line.twoSided
        x: line.side === "staff" ? Theme.gapSmall : parent.width - width - Theme.gapSmall
        width: 6
        height: parent.height - Theme.gap
        radius: 3
        color: line.side === "staff" ? Theme.accent : Theme.stateLive
    }

    Text {
        visible: line.twoSided
        anchors.left: caption.left
        anchors.bottom: caption.top
        textFormat: Text.PlainText
        text: line.side === "staff" ? line.texts.counter_staff : line.texts.counter_resident
        font.pixelSize: Theme.sizeSmall
        color: Theme.textMuted
    }

    Text {
        id: caption
        objectName: "caption"
        width: line.textWidth
        y: line.twoSided ? Theme.sizeSmall + 6 : 0
        anchors.horizontalCenter: parent.horizontalCenter
        textFormat: Text.StyledText
        text: line.pieces.length > 0 ? line.marked() : line.literal(line.stableText) + (line.unstableText === "" ? ""
            : "<font color=\"" + Theme.textUnstable + "\">" + line.literal(line.unstableText) + "</font>")
        wrapMode: Text.Wrap
        // Furigana stands in its place, and takes its room.
        height: reading.item ? reading.item.implicitHeight : implicitHeight
        opacity: reading.item ? 0 : 1
        font.family: Theme.face(line.language)
        font.pixelSize: line.fontSize
        font.weight: Font.Medium
        // A fixed height: faces differ in what they call a line, and the rows must not.
        lineHeightMode: Text.FixedHeight
        lineHeight: Math.round(1.5 * line.fontSize)
        color: Theme.text
    }

    Loader {
        id: reading

        active: line.ruby.length > 0
        anchors.left: caption.left
        anchors.right: caption.right
        anchors.top: caption.top
        sourceComponent: RubyText {
            pieces: line.ruby
            fontSize: line.fontSize
        }
    }

    Text {
        id: easy

        objectName: "easyText"
        anchors.left: caption.left
        anchors.right: caption.right
        anchors.top: caption.bottom
        visible: line.easyText !== ""
        text: line.easyText
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        font.pixelSize: Math.round(0.6 * line.fontSize)
        color: Theme.accent
    }

    Loader {
        id: trust

        active: line.trusting
        anchors.left: caption.left
        anchors.right: caption.right
        anchors.top: caption.bottom
        sourceComponent: LineTrust {
            translation: line.translation
            translationState: line.translationState
            translationLanguage: line.translationLanguage
            language: line.language
            backTranslation: line.backTranslation
            chips: line.chips
            badges: line.badges
            wrongNumbers: line.wrongNumbers
            texts: line.texts
            fontSize: line.fontSize
            onConfirmed: number => line.confirmed(number)
        }
    }

    TapHandler {
        enabled: line.isFinal
        target: caption
        gesturePolicy: TapHandler.WithinBounds
        onSingleTapped: line.asked()
        onDoubleTapped: line.correctionAsked()
    }

    HoverHandler {
        enabled: line.isFinal && line.telling
        onHoveredChanged: line.hoverChanged(hovered)
    }
}
