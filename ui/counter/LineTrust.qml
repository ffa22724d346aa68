// Below a caption on the staff's side: the translation, what it says back, terms and numbers.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

ColumnLayout {
    id: trust

    required property string translation
    required property string translationState
    required property string translationLanguage
    required property string language
    required property string backTranslation
    required property var chips
    required property var badges
    required property var wrongNumbers
    required property var texts
    property int fontSize: 40
    signal confirmed(number: string)

    readonly property bool plain: translationState === "ready" || translationState === ""
    spacing: 4

    Text {
        objectName: "translation"
        Layout.fillWidth: true
        visible: text !== ""
        text: trust.translation
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        font.family: Theme.face(trust.translationLanguage)
        font.pixelSize: Math.round(0.75 * trust.fontSize)
        color: trust.translationState === "provisional" ? Theme.textUnstable : Theme.accent
    }

    RowLayout {
        visible: !trust.plain && trust.translationState !== "provisional"
        spacing: Theme.gapSmall

        Tag {
            objectName: "translationTag"
            kind: trust.translationState === "checked" || trust.translationState === "waiting" ? "note" : "warning"
            text: trust.plain ? "" : trust.texts["counter_state_" + trust.translationState]
        }
    }

    Text {
        Layout.fillWidth: true
        visible: trust.backTranslation !== ""
        text: trust.texts.counter_back + "： " + trust.backTranslation
        font.family: Theme.face(trust.language)
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        font.pixelSize: Theme.sizeBody
        color: Theme.textMuted
    }

    Flow {
        Layout.fillWidth: true
        visible: trust.chips.length > 0
        spacing: Theme.gapSmall

        Repeater {
            // How many, not what they say: a new list would make new chips, without the keyboard.
            model: trust.chips.length

            ConfirmChip {
                required property int index
                readonly property var told: trust.chips[index] ?? ({ text: "", note: "", confirmed: false })

                objectName: "chip"
                number: told.text
                width: Math.min(implicitWidth, trust.width)
                done: told.confirmed
                pressable: true
                label: told.note !== "" ? told.note
                    : told.confirmed ? trust.texts.counter_chip_done : trust.texts.counter_chip_open
                onClicked: trust.confirmed(told.text)
            }
        }
    }

    Flow {
        Layout.fillWidth: true
        visible: trust.badges.length > 0 || trust.wrongNumbers.length > 0
        spacing: Theme.gapSmall

        Repeater {
            model: trust.badges

            Tag {
                required property var modelData
                objectName: "termBadge"
                kind: modelData.missing ? "warning" : "note"
                text: modelData.ja + (modelData.reading !== "" ? "（" + modelData.reading + "）" : "")
                    + " ＝"
                foreign: modelData.rendering
                foreignFace: Theme.face(modelData.language)
                remark: modelData.missing ? trust.texts.counter_badge_missing : ""
            }
        }

        Tag {
            visible: trust.wrongNumbers.length > 0
            text: trust.texts.counter_wrong_numbers + "： " + trust.wrongNumbers.join(" ")
        }
    }
}
