// The slots of a phrase, filled one after the other before it is said.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

ColumnLayout {
    id: fill

    required property var phrases
    required property var texts
    property string face: ""
    readonly property bool typing: word.field.activeFocus
    readonly property bool last: phrases.slots.every(each => each.value !== "" || each.name === phrases.slot)
    readonly property bool worded: ["term", "place", "name"].includes(phrases.pad.kind)

    spacing: Theme.gapSmall

    function takeFocus(reason: int) {
        const first = fill.worded ? word.field : buttons.nextItemInFocusChain(true)
        first.forceActiveFocus(reason)
    }

    Text {
        objectName: "fillPreview"
        Layout.fillWidth: true
        text: fill.phrases.preview
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        font.pixelSize: Theme.sizeLarge
        font.weight: Font.Bold
        color: Theme.text
    }

    Text {
        Layout.fillWidth: true
        visible: text !== ""
        text: fill.phrases.previewTranslation
        textFormat: Text.PlainText
        elide: Text.ElideRight
        font.family: fill.face !== "" ? fill.face : Qt.application.font.family
        font.pixelSize: Theme.sizeBody
        color: Theme.textMuted
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gapSmall

        Repeater {
            model: fill.phrases.slots

            PushButton {
                required property var modelData

                objectName: "slot_" + modelData.name
                visible: fill.phrases.slots.length > 1
                checked: fill.phrases.slot === modelData.name
                text: fill.texts["board_slot_" + modelData.kind] + (modelData.value !== "" ? "： " + modelData.value : "")
                onClicked: fill.phrases.chooseSlot(modelData.name)
            }
        }

        Item { Layout.fillWidth: true }

        PushButton {
            objectName: "fillBack"
            text: fill.texts.board_cancel
            onClicked: fill.phrases.back()
        }

        PushButton {
            objectName: "fillSend"
            implicitWidth: 140
            primary: true
            font.weight: Font.Bold
            enabled: fill.phrases.complete || fill.phrases.pad.ready
            text: fill.last ? fill.texts.board_say : fill.texts.board_next
            onClicked: if (fill.phrases.complete) fill.phrases.send(); else fill.phrases.next()
        }
    }

    TextLine {
        id: word
        Layout.fillWidth: true
        visible: fill.worded
        fieldName: "fillWord"
        placeholder: fill.texts.board_word
        onVisibleChanged: if (visible) field.forceActiveFocus()
        onEdited: text => fill.phrases.pad.press("word:" + text)
        onAccepted: if (fill.phrases.complete) fill.phrases.send(); else fill.phrases.next()

        Connections {
            target: fill.phrases
            function onFillingChanged() {
                if (fill.phrases.pad.empty && word.field.text !== "")
                    word.field.clear()
            }
        }
    }

    PadKeys {
        id: buttons
        visible: !fill.worded
        Layout.fillWidth: true
        Layout.fillHeight: true
        tight: fill.height < 380
        pad: fill.phrases.pad
        labels: ({
            "pad_erase": fill.texts.board_pad_erase, "pad_clear": fill.texts.board_pad_clear,
            "pad_year": fill.texts.board_pad_year, "pad_month": fill.texts.board_pad_month,
            "pad_day": fill.texts.board_pad_day, "pad_am": fill.texts.board_pad_am,
            "pad_pm": fill.texts.board_pad_pm, "unit_minute": fill.texts.board_unit_minute,
            "unit_hour": fill.texts.board_unit_hour, "unit_day": fill.texts.board_unit_day,
            "unit_week": fill.texts.board_unit_week, "unit_month": fill.texts.board_unit_month,
            "unit_year": fill.texts.board_unit_year
        })
    }

    Item {
        visible: fill.worded
        Layout.fillHeight: true
    }
}
