// One utterance in the console; it turns into a field when it is to be put right.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import "../shared"
import "../theme"

Rectangle {
    id: line

    required property string lineId
    required property string text
    required property string speaker
    required property string clock
    required property string phase
    required property bool corrected
    required property var texts
    property bool current: false
    property bool editing: false
    property string draft: ""

    signal asked
    signal drafted(text: string)
    signal accepted(text: string)
    signal abandoned

    implicitHeight: Math.max(Theme.target, content.implicitHeight + 2 * Theme.gapSmall)
    radius: Theme.radius - 2
    color: line.current || hover.hovered ? Theme.controlHover : "transparent"

    Accessible.role: Accessible.ListItem
    Accessible.name: line.text
    Accessible.description: line.texts["event_phase_" + line.phase]

    HoverHandler { id: hover }
    TapHandler {
        enabled: line.phase !== "speaking" && !line.editing
        onTapped: line.asked()
    }

    ColumnLayout {
        id: content
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.gapSmall
        spacing: 2

        RowLayout {
            spacing: Theme.gapSmall

            Text {
                visible: text !== ""
                textFormat: Text.PlainText
                text: line.clock
                font.pixelSize: Theme.sizeSmall
                color: Theme.textMuted
            }

            Text {
                visible: text !== ""
                text: line.speaker
                textFormat: Text.PlainText
                font.pixelSize: Theme.sizeSmall
                font.weight: Font.Bold
                color: Theme.text
            }

            Text {
                Layout.fillWidth: true
                textFormat: Text.PlainText
                text: line.texts["event_phase_" + line.phase]
                font.pixelSize: Theme.sizeSmall
                color: Theme.textMuted
            }

            Tag {
                visible: line.corrected
                kind: "note"
                text: line.texts.event_mark_corrected
            }
        }

        Text {
            Layout.fillWidth: true
            visible: !line.editing
            text: line.text
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            font.pixelSize: Theme.sizeLarge
            color: line.phase === "speaking" ? Theme.textMuted : Theme.text
        }

        Loader {
            Layout.fillWidth: true
            visible: line.editing
            active: line.editing

            sourceComponent: ColumnLayout {
                spacing: Theme.gapSmall

                TextArea {
                    id: field

                    objectName: "eventField"
                    Layout.fillWidth: true
                    Layout.minimumHeight: Theme.target
                    wrapMode: TextEdit.Wrap
                    textFormat: TextEdit.PlainText
                    font.pixelSize: Theme.sizeLarge
                    color: Theme.text
                    selectionColor: Theme.accent
                    selectedTextColor: Theme.accentInk
                    KeyNavigation.priority: KeyNavigation.BeforeItem
                    KeyNavigation.tab: accept
                    KeyNavigation.backtab: cancel

                    Accessible.role: Accessible.EditableText
                    Accessible.name: line.texts.event_edit
                    Accessible.description: line.texts.event_edit_hint

                    Component.onCompleted: {
                        field.text = line.draft
                        field.cursorPosition = field.length
                        field.forceActiveFocus(Qt.OtherFocusReason)
                    }
                    onTextChanged: if (activeFocus) line.drafted(field.text)
                    // A caption is one line, however long.
                    Keys.onReturnPressed: line.accepted(field.text)
                    Keys.onEnterPressed: line.accepted(field.text)
                    Keys.onEscapePressed: line.abandoned()

                    background: Rectangle {
                        radius: Theme.radius
                        color: Theme.control
                        border.width: field.activeFocus ? Theme.focusWidth : 1
                        border.color: field.activeFocus ? Theme.focus : Theme.controlBorder
                    }
                }

                RowLayout {
                    spacing: Theme.gapSmall

                    PushButton {
                        id: accept
                        objectName: "eventAccept"
                        text: line.texts.event_accept
                        primary: true
                        onClicked: line.accepted(field.text)
                    }

                    PushButton {
                        id: cancel
                        objectName: "eventCancel"
                        text: line.texts.event_cancel
                        KeyNavigation.tab: field
                        onClicked: line.abandoned()
                    }

                    Text {
                        Layout.fillWidth: true
                        textFormat: Text.PlainText
                        text: line.texts.event_edit_hint
                        wrapMode: Text.Wrap
                        font.pixelSize: Theme.sizeSmall
                        color: Theme.textMuted
                    }
                }
            }
        }
    }
}
