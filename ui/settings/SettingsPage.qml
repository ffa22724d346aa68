// All settings, a row for each; whose settings they are, above.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

FocusScope {
    id: screen

    required property var page
    required property var preferences
    required property var texts
    signal leaving

    Component.onCompleted: back.forceActiveFocus(Qt.TabFocusReason)

    // First out of a field: what was typed there counts.
    function leave() {
        back.forceActiveFocus()
        screen.leaving()
    }

    Shortcut {
        sequence: "Esc"
        onActivated: screen.leave()
    }

    Accessible.role: Accessible.Dialog
    Accessible.name: texts.settings_title

    Rectangle {
        anchors.fill: parent
        color: Theme.background
    }

    // Clicks and the wheel must not reach what is behind.
    MouseArea {
        anchors.fill: parent
        hoverEnabled: true
        onWheel: event => event.accepted = true
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Rectangle {
            Layout.fillWidth: true
            implicitHeight: Theme.bar
            color: Theme.surface

            RowLayout {
                anchors.fill: parent
                anchors.leftMargin: Theme.gapLarge
                anchors.rightMargin: Theme.gapLarge
                spacing: Theme.gap

                Text {
                    Layout.fillWidth: true
                    textFormat: Text.PlainText
                    text: screen.texts.settings_title
                    font.pixelSize: Theme.sizeLarge
                    font.weight: Font.Bold
                    color: Theme.text
                }

                Text {
                    textFormat: Text.PlainText
                    text: screen.texts.settings_profile
                    font.pixelSize: Theme.sizeSmall
                    color: Theme.textMuted
                }

                Chooser {
                    objectName: "profileChooser"
                    Layout.preferredWidth: 200
                    label: screen.texts.settings_profile
                    model: screen.page.profiles
                    chosen: screen.page.profileIndex
                    onActivated: index => screen.page.useProfile(index)
                }

                TextLine {
                    id: fresh
                    Layout.preferredWidth: 220
                    fieldName: "profileField"
                    placeholder: screen.texts.settings_profile_new
                    onAccepted: add.click()
                }

                PushButton {
                    id: add
                    objectName: "profileAdd"
                    text: screen.texts.settings_profile_add
                    // Pressed, it keeps the keyboard, until that goes on from here.
                    enabled: fresh.field.text.trim() !== "" || activeFocus
                    onClicked: if (fresh.field.text.trim() !== "" && screen.page.addProfile(fresh.field.text))
                        fresh.field.clear()
                }

                PushButton {
                    id: back
                    objectName: "settingsBack"
                    text: screen.texts.settings_back
                    font.weight: Font.Bold
                    primary: true
                    onClicked: screen.leave()
                }
            }

            Rectangle {
                anchors.bottom: parent.bottom
                width: parent.width
                height: 1
                color: Theme.outline
            }
        }

        Banner {
            objectName: "settingsPageNotice"
            Layout.fillWidth: true
            Layout.margins: Theme.gap
            Layout.bottomMargin: 0
            kind: "warning"
            message: screen.preferences.notice
            closing: screen.texts.close_notice
            onClosed: screen.preferences.dismissNotice()
        }

        ScrollPane {
            objectName: "settingsFlick"
            Layout.fillWidth: true
            Layout.fillHeight: true
            before: Theme.gapLarge
            after: Theme.gapLarge
            contentHeight: rows.height + 2 * Theme.gapLarge

            Column {
                id: rows

                width: Math.min(parent.width - 2 * Theme.gapLarge, 1000)
                x: (parent.width - width) / 2
                y: Theme.gapLarge

                Repeater {
                    model: screen.page

                    SettingRow {
                        width: rows.width
                        page: screen.page
                        texts: screen.texts
                    }
                }
            }
        }
    }
}
