// What staff are told about the record of a talk, and what they do about it.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import "../shared"
import "../theme"

ColumnLayout {
    id: banners

    required property var record
    required property var texts
    readonly property bool typing: field.activeFocus
    property bool looking: false // staff look at what can be done with the record

    spacing: 0

    Connections {
        target: banners.record
        function onChanged() {
            if (!banners.record.recording)
                banners.looking = false
        }
    }

    Banner {
        objectName: "consentAsked"
        Layout.fillWidth: true
        Layout.margins: Theme.gapSmall
        message: banners.record.asking ? banners.texts.record_ask_staff : ""
        action: banners.texts.record_agreed
        secondAction: banners.texts.record_refused
        onActed: banners.record.answer(true)
        onActedSecond: banners.record.answer(false)
    }

    Banner {
        objectName: "recordBeginning"
        Layout.fillWidth: true
        Layout.margins: Theme.gapSmall
        compact: true
        message: banners.record.step === "beginning" ? banners.texts.record_beginning : ""
    }

    Banner {
        objectName: "passphraseAsked"
        Layout.fillWidth: true
        Layout.margins: Theme.gapSmall
        message: banners.record.step === "passphrase" ? banners.texts.record_passphrase : ""
        secondAction: banners.texts.record_refused
        onActedSecond: banners.record.cancel()
    }

    RowLayout {
        Layout.fillWidth: true
        Layout.margins: Theme.gapSmall
        visible: banners.record.step === "passphrase"
        spacing: Theme.gap

        TextField {
            id: field
            objectName: "passphraseField"
            Layout.fillWidth: true
            implicitHeight: Theme.target
            echoMode: TextInput.Password
            placeholderText: banners.texts.record_passphrase_field
            placeholderTextColor: Theme.textMuted
            font.pixelSize: Theme.sizeBody
            color: Theme.text
            Accessible.role: Accessible.EditableText
            Accessible.name: banners.texts.record_passphrase_field
            onAccepted: begin.click()
            onVisibleChanged: if (visible) forceActiveFocus()

            background: Rectangle {
                radius: Theme.radius
                color: Theme.control
                border.width: 1
                border.color: Theme.controlBorder

                FocusRing { shown: field.activeFocus }
            }
        }

        PushButton {
            id: begin
            objectName: "passphraseBegin"
            text: banners.texts.record_passphrase_begin
            enabled: field.text !== ""
            onClicked: {
                banners.record.usePassphrase(field.text)
                field.clear()
            }
        }
    }

    Banner {
        objectName: "recordState"
        Layout.fillWidth: true
        Layout.margins: Theme.gapSmall
        compact: true
        message: banners.record.recording && banners.looking
            ? banners.texts.record_recording + "　" + banners.record.storedText : ""
        action: banners.texts.record_withdraw
        closing: banners.texts.close_notice
        onActed: banners.record.withdraw()
        onClosed: banners.looking = false
    }

    Banner {
        objectName: "recordFault"
        Layout.fillWidth: true
        Layout.margins: Theme.gapSmall
        kind: "fault"
        message: banners.record.fault
        closing: banners.texts.close_notice
        onClosed: banners.record.dismiss()
    }

    Banner {
        objectName: "recordNotice"
        Layout.fillWidth: true
        Layout.margins: Theme.gapSmall
        compact: true
        message: banners.record.fault === "" ? banners.record.notice : ""
        closing: banners.texts.close_notice
        onClosed: banners.record.dismiss()
    }
}
