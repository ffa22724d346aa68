// The field in which a caption is put right.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import "../shared"
import "../theme"

Popup {
    id: edit

    required property var corrections
    required property var texts

    function begin() {
        field.text = edit.corrections.details.text ?? ""
        edit.open()
        field.forceActiveFocus(Qt.PopupFocusReason)
        field.cursorPosition = field.length
    }

    x: Theme.gap
    y: parent.height - height - Theme.gapSmall
    width: parent.width - 2 * Theme.gap
    padding: Theme.gap
    modal: true
    focus: true
    dim: false
    closePolicy: Popup.CloseOnEscape
    onClosed: if (edit.corrections.editing) edit.corrections.hide()

    background: Rectangle {
        radius: Theme.radius
        color: Theme.surface
        border.width: 2
        border.color: Theme.accent
    }

    contentItem: ColumnLayout {
        spacing: Theme.gapSmall

        Shortcut {
            sequence: "F2"
            enabled: edit.visible
            onActivated: edit.corrections.editLast()
        }

        Text {
            textFormat: Text.PlainText
            text: edit.texts.caption_edit_title
            font.pixelSize: Theme.sizeBody
            font.weight: Font.Bold
            color: Theme.text
        }

        Flickable {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(170, field.implicitHeight)
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            ScrollBar.vertical: SlimScrollBar {}

            TextArea.flickable: TextArea {
                id: field

                objectName: "captionField"
                wrapMode: TextEdit.Wrap
                textFormat: TextEdit.PlainText
                font.pixelSize: Theme.sizeStart
                color: Theme.text
                selectionColor: Theme.accent
                selectedTextColor: Theme.accentInk
                KeyNavigation.priority: KeyNavigation.BeforeItem
                KeyNavigation.tab: accept
                KeyNavigation.backtab: cancel

                Accessible.role: Accessible.EditableText
                Accessible.name: edit.texts.caption_edit_title
                Accessible.description: edit.texts.caption_edit_hint

                // A caption is one line, however long.
                Keys.onReturnPressed: edit.corrections.accept(field.text)
                Keys.onEnterPressed: edit.corrections.accept(field.text)

                background: Rectangle {
                    radius: Theme.radius
                    color: Theme.control
                    border.width: field.activeFocus ? Theme.focusWidth : 1
                    border.color: field.activeFocus ? Theme.focus : Theme.controlBorder
                }
            }
        }

        RowLayout {
            spacing: Theme.gap

            PushButton {
                id: accept
                objectName: "captionAccept"
                implicitWidth: 140
                text: edit.texts.caption_accept
                font.weight: Font.Bold
                primary: true
                onClicked: edit.corrections.accept(field.text)
            }

            PushButton {
                id: cancel
                objectName: "captionCancel"
                text: edit.texts.term_cancel
                onClicked: edit.close()
            }

            Text {
                Layout.fillWidth: true
                textFormat: Text.PlainText
                text: edit.texts.caption_edit_hint
                font.pixelSize: Theme.sizeSmall
                color: Theme.textMuted
                elide: Text.ElideRight
            }
        }
    }
}
