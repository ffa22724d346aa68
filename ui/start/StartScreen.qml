// The first screen: what is it to be, and is everything there?
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

FocusScope {
    id: screen

    required property var start
    required property var texts
    signal modeWanted(mode: string)
    signal glossaryWanted
    signal settingsWanted

    function markOf(part: string): var {
        return screen.start.marks.find(mark => mark.part === part) ?? null
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.background
    }

    Keys.onPressed: event => {
        const number = event.key - Qt.Key_1
        if (number >= 0 && number < screen.start.tiles.length) {
            screen.modeWanted(screen.start.tiles[number].mode)
            event.accepted = true
        }
    }

    Shortcut {
        sequence: "F5"
        enabled: screen.visible && screen.enabled
        onActivated: screen.start.test()
    }

    RowLayout {
        anchors.fill: parent
        anchors.margins: Theme.compact ? Theme.gap : 2 * Theme.gapLarge
        spacing: Theme.compact ? Theme.gapLarge : 2 * Theme.gapLarge

        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.gap

            Text {
                textFormat: Text.PlainText
                text: screen.texts.start_title
                font.pixelSize: Theme.sizeStart
                font.weight: Font.Bold
                color: Theme.text
            }

            GridLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                columns: 2
                columnSpacing: Theme.gap
                rowSpacing: Theme.gap

                Repeater {
                    model: screen.start.tiles

                    ModeTile {
                        required property var modelData
                        required property int index

                        objectName: "tile_" + modelData.mode
                        Layout.fillWidth: true
                        Layout.fillHeight: true
                        Layout.preferredWidth: 400
                        Layout.preferredHeight: 200
                        focus: index === 0
                        number: index + 1
                        title: modelData.title
                        detail: modelData.detail
                        last: screen.texts.start_last + "： " + modelData.last
                        onClicked: screen.modeWanted(modelData.mode)
                    }
                }
            }

            Text {
                textFormat: Text.PlainText
                text: screen.texts.start_privacy
                font.pixelSize: Theme.sizeBody
                color: Theme.textMuted
            }
        }

        ColumnLayout {
            Layout.fillHeight: true
            Layout.minimumWidth: Theme.compact ? 300 : 360
            Layout.maximumWidth: Theme.compact ? 300 : 360
            spacing: Theme.gap

            Repeater {
                model: ["microphone", "model", "languages", "glossary"]

                StatusMark {
                    required property string modelData
                    readonly property var found: screen.markOf(modelData)

                    objectName: "mark_" + modelData
                    Layout.fillWidth: true
                    texts: screen.texts
                    kind: found ? found.mark : ""
                    label: screen.texts["start_part_" + modelData]
                    detail: found ? found.detail : ""
                }
            }

            Flow {
                Layout.fillWidth: true
                spacing: Theme.gapSmall

                PushButton {
                    objectName: "selfTestButton"
                    enabled: !screen.start.testing
                    text: (screen.start.testing ? screen.texts.start_test_running : screen.texts.start_test) + "  F5"
                    onClicked: screen.start.test()
                }

                PushButton {
                    objectName: "startGlossaryButton"
                    text: screen.texts.glossary
                    onClicked: screen.glossaryWanted()
                }

                PushButton {
                    objectName: "startSettingsButton"
                    text: screen.texts.settings_open
                    onClicked: screen.settingsWanted()
                }
            }

            ListView {
                id: results

                objectName: "selfTestResults"
                Layout.fillWidth: true
                Layout.fillHeight: true
                clip: true
                spacing: 6
                boundsBehavior: Flickable.StopAtBounds
                model: screen.start.results
                Accessible.role: Accessible.List
                Accessible.name: screen.texts.start_test

                delegate: StatusMark {
                    required property var modelData

                    width: results.width
                    texts: screen.texts
                    kind: modelData.passed ? "green" : "red"
                    word: modelData.seconds + " " + screen.texts.start_seconds
                    label: modelData.label
                    detail: modelData.detail
                }
            }

            Text {
                objectName: "selfTestVerdict"
                Layout.fillWidth: true
                visible: text !== ""
                textFormat: Text.PlainText
                text: screen.start.verdict
                wrapMode: Text.Wrap
                font.pixelSize: Theme.sizeBody
                font.weight: Font.Bold
                color: Theme.text
            }
        }
    }
}
