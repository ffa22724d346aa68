// Everything about one term, and what can be done with it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import "../shared"
import "../theme"

Item {
    id: detail

    required property var editor
    required property var texts
    readonly property var term: editor.current
    readonly property bool choosing: editor.mode === "choose"

    component Part: ColumnLayout {
        id: part
        required property string label
        property string body: ""
        property bool doubtful: false

        visible: body !== ""
        spacing: 2

        RowLayout {
            spacing: Theme.gapSmall

            Text {
                textFormat: Text.PlainText
                text: part.label
                font.pixelSize: Theme.sizeSmall
                color: Theme.textMuted
            }

            Tag {
                visible: part.doubtful
                text: detail.texts.glossary_review
            }
        }

        Text {
            Layout.fillWidth: true
            textFormat: Text.PlainText
            text: part.body
            wrapMode: Text.Wrap
            font.pixelSize: Theme.sizeBody
            lineHeight: 1.2
            color: Theme.text
        }
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.gap
        visible: detail.term.ja !== undefined

        Flickable {
            id: scroll

            objectName: "termDetail"
            Layout.fillWidth: true
            Layout.fillHeight: true
            activeFocusOnTab: true
            clip: true
            contentHeight: column.implicitHeight + 2 * Theme.gap
            boundsBehavior: Flickable.StopAtBounds
            ScrollBar.vertical: SlimScrollBar {}

            Accessible.role: Accessible.Pane
            Accessible.name: detail.term.ja ?? ""

            function moveBy(pixels: real) {
                const lowest = Math.max(0, contentHeight - height)
                contentY = Math.min(Math.max(contentY + pixels, 0), lowest)
            }

            Keys.onUpPressed: moveBy(-60)
            Keys.onDownPressed: moveBy(60)
            Keys.onPressed: event => {
                if (event.key === Qt.Key_PageUp)
                    moveBy(-0.8 * height)
                else if (event.key === Qt.Key_PageDown)
                    moveBy(0.8 * height)
                else
                    return
                event.accepted = true
            }

            Connections {
                target: detail.editor
                function onCurrentChanged() { scroll.contentY = 0 }
            }

            ColumnLayout {
                id: column

                x: Theme.gap
                y: Theme.gap
                width: scroll.width - 2 * Theme.gap - 10
                spacing: Theme.gap

                ColumnLayout {
                    spacing: 4

                    Text {
                        objectName: "termReading"
                        Layout.fillWidth: true
                        textFormat: Text.PlainText
                        text: detail.term.reading ?? ""
                        wrapMode: Text.Wrap
                        font.pixelSize: Theme.sizeBody
                        color: Theme.textMuted
                    }

                    Text {
                        objectName: "termJa"
                        Layout.fillWidth: true
                        textFormat: Text.PlainText
                        text: detail.term.ja ?? ""
                        wrapMode: Text.Wrap
                        font.pixelSize: Theme.sizeStart + 2
                        font.weight: Font.Bold
                        color: Theme.text
                    }

                    Tag {
                        objectName: "termOwn"
                        visible: detail.term.own ?? false
                        kind: "note"
                        text: detail.term.shipped ? detail.texts.glossary_corrected : detail.texts.glossary_own
                    }
                }

                Part {
                    Layout.fillWidth: true
                    label: detail.texts.term_easy
                    body: detail.term.easy ?? ""
                    doubtful: detail.term.easyReview ?? false
                }

                Part {
                    Layout.fillWidth: true
                    label: detail.texts.term_aliases
                    body: (detail.term.aliases ?? []).join("、")
                }

                ColumnLayout {
                    Layout.fillWidth: true
                    visible: (detail.term.translations ?? []).length > 0
                    spacing: 10

                    Text {
                        textFormat: Text.PlainText
                        text: detail.texts.term_translations
                        font.pixelSize: Theme.sizeSmall
                        color: Theme.textMuted
                    }

                    Repeater {
                        model: detail.term.translations ?? []

                        RowLayout {
                            id: translation
                            required property var modelData

                            objectName: "translation"
                            Layout.fillWidth: true
                            spacing: Theme.gap

                            Text {
                                Layout.preferredWidth: 150
                                Layout.alignment: Qt.AlignTop
                                textFormat: Text.PlainText
                                text: translation.modelData.own
                                font.family: translation.modelData.face !== ""
                                    ? translation.modelData.face : Qt.application.font.family
                                font.pixelSize: Theme.sizeSmall + 1
                                color: Theme.textMuted
                                wrapMode: Text.Wrap
                                Accessible.name: translation.modelData.name
                            }

                            ColumnLayout {
                                Layout.fillWidth: true
                                spacing: 2

                                Text {
                                    Layout.fillWidth: true
                                    textFormat: Text.PlainText
                                    text: translation.modelData.text
                                    font.family: translation.modelData.face !== ""
                                        ? translation.modelData.face : Qt.application.font.family
                                    font.pixelSize: Theme.sizeBody
                                    wrapMode: Text.Wrap
                                    color: Theme.text
                                }

                                Text {
                                    Layout.fillWidth: true
                                    visible: translation.modelData.others !== ""
                                    textFormat: Text.PlainText
                                    text: translation.modelData.others
                                    font.family: translation.modelData.face !== ""
                                        ? translation.modelData.face : Qt.application.font.family
                                    font.pixelSize: Theme.sizeSmall
                                    wrapMode: Text.Wrap
                                    color: Theme.textMuted
                                }
                            }

                            Tag {
                                Layout.alignment: Qt.AlignTop
                                visible: translation.modelData.review
                                text: detail.texts.glossary_review
                            }
                        }
                    }
                }

                Part {
                    Layout.fillWidth: true
                    label: detail.texts.term_note
                    body: detail.term.note ?? ""
                }
            }

            Rectangle {
                parent: scroll
                anchors.fill: parent
                radius: Theme.radius
                color: "transparent"
                border.width: Theme.focusWidth
                border.color: Theme.focus
                visible: scroll.activeFocus
            }
        }

        PushButton {
            objectName: "useAliasButton"
            Layout.fillWidth: true
            Layout.margins: Theme.gap
            Layout.topMargin: 0
            visible: detail.choosing
            text: detail.editor.useText
            font.weight: Font.Bold
            primary: true
            onClicked: detail.editor.useAlias()
        }

        RowLayout {
            Layout.margins: Theme.gap
            Layout.topMargin: 0
            visible: !detail.choosing
            spacing: Theme.gap

            PushButton {
                objectName: "correctButton"
                implicitWidth: 140
                text: detail.texts.glossary_correct
                onClicked: detail.editor.correct()
            }

            Item { Layout.fillWidth: true }

            PushButton {
                objectName: "removeButton"
                visible: detail.term.own ?? false
                text: detail.term.shipped ? detail.texts.glossary_restore : detail.texts.glossary_remove
                onClicked: detail.editor.remove()
            }
        }
    }
}
