// One line on the resident's side: what staff say in the resident's language, what the resident says
// as it was said.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../theme"

Item {
    id: line

    required property string stableText
    required property string unstableText
    required property string side
    required property string translation
    required property string translationState
    required property var chips
    required property bool isFinal
    required property bool corrected
    required property string language
    required property string translationLanguage
    required property var words
    property string face: "" // of ``words``
    property bool low: false // little room: only what they read, and what marks it
    property int fontSize: 40

    readonly property bool mine: side === "resident"
    readonly property bool foreign: !mine && translationState !== ""
    readonly property string shown: foreign ? translation : stableText + unstableText
    readonly property string remark: corrected && !mine && translationState !== "waiting"
        ? "✎ " + words.corrected : !foreign ? ""
        : translationState === "waiting" ? words.translating
        : translationState === "reference" ? words.reference
        : translationState === "checked" ? "✓ " + words.checked
        : translationState === "none" || translationState === "failed" ? words.failed : ""

    implicitHeight: bubble.implicitHeight + Theme.gap

    Accessible.role: Accessible.StaticText
    Accessible.name: (mine ? words.you : words.staff) + ": " + shown

    Rectangle {
        id: bubble

        anchors.right: line.mine ? parent.right : undefined
        anchors.left: line.mine ? undefined : parent.left
        width: line.mine ? Math.min(parent.width, content.implicitWidth + 2 * Theme.gap) : parent.width
        implicitHeight: content.implicitHeight + 2 * Theme.gapSmall
        radius: Theme.radius
        color: line.mine ? Theme.noteBackground : "transparent"
        border.width: line.mine ? 1 : 0
        border.color: Theme.noteBorder

        ColumnLayout {
            id: content

            x: line.mine ? Theme.gap : 0
            y: Theme.gapSmall
            width: line.width - 2 * x
            spacing: 4

            Text {
                objectName: "residentText"
                Layout.fillWidth: true
                visible: text !== ""
                text: line.shown
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                font.family: Theme.face(line.foreign ? line.translationLanguage : line.language)
                font.pixelSize: line.mine ? Math.round(0.8 * line.fontSize) : line.fontSize
                font.weight: Font.Medium
                color: line.translationState === "provisional" || !line.isFinal ? Theme.textUnstable
                    : line.mine ? Theme.noteInk : Theme.text
            }

            Text {
                Layout.fillWidth: true
                visible: line.remark !== ""
                text: line.remark
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                font.family: line.face
                font.pixelSize: Theme.sizeSmall
                color: Theme.textMuted
            }

            Text {
                Layout.fillWidth: true
                visible: line.foreign && !line.low
                text: line.stableText + line.unstableText
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                font.pixelSize: Math.max(Theme.sizeBody, Math.round(0.5 * line.fontSize))
                color: Theme.textMuted
            }

            Flow {
                Layout.fillWidth: true
                visible: line.chips.length > 0
                spacing: Theme.gapSmall

                Repeater {
                    model: line.chips

                    ConfirmChip {
                        required property var modelData
                        objectName: "residentChip"
                        number: modelData.theirs
                        width: Math.min(implicitWidth, content.width)
                        face: line.face
                        done: modelData.confirmed
                        label: modelData.confirmed ? line.words.confirmed : line.words.confirm
                    }
                }
            }
        }
    }
}
