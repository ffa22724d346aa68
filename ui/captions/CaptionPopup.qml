// What is known about one caption: its terms, what was put right in it, what its numbers mean.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import "../shared"
import "../theme"

Popup {
    id: popup

    required property var corrections
    required property var texts
    property var told: ({})
    readonly property bool pointedAt: inside.hovered

    property real lineTop: 0
    property real lineBottom: 0
    readonly property real roomBelow: parent.height - Theme.gapSmall - lineBottom
    readonly property bool below: implicitHeight <= roomBelow || roomBelow >= lineTop
    readonly property bool changes: ["repairs", "unsure", "quantities", "heard"].some(
        name => (popup.told[name] ?? "").length > 0)
    readonly property bool terms: (popup.told.terms ?? []).length > 0

    // Opens at the line; ``keys``: the keyboard goes there as well.
    function tell(line: Item, keys: bool) {
        popup.told = popup.corrections.details
        const top = line ? line.mapToItem(popup.parent, 0, 0).y : popup.parent.height
        popup.lineTop = top
        popup.lineBottom = top + (line ? line.height : 0)
        popup.focus = keys
        popup.open()
        if (keys)
            correct.forceActiveFocus(Qt.PopupFocusReason)
    }

    x: Math.max(Theme.gap, Math.min(2 * Theme.gapLarge, parent.width - width - Theme.gap))
    // Below the line, or above it; over it where neither has room.
    y: Math.max(Theme.gapSmall, Math.min(below ? lineBottom : lineTop - height,
        parent.height - Theme.gapSmall - height))
    width: Math.min(changes && terms ? 940 : 620, parent.width - 2 * Theme.gapLarge)
    height: Math.min(implicitHeight, Math.max(260, below ? roomBelow : lineTop - Theme.gapSmall))
    padding: Theme.gap
    // Not on Escape: such a popup would keep the space bar and all other shortcuts to itself.
    closePolicy: Popup.CloseOnPressOutside
    onClosed: if (!popup.corrections.editing) popup.corrections.hide()

    background: Rectangle {
        radius: Theme.radius
        color: Theme.surface
        border.width: 2
        border.color: Theme.controlBorder

        HoverHandler {
            id: inside
            margin: 12
        }
    }

    component Heading: Text {
        textFormat: Text.PlainText
        Layout.topMargin: 4
        font.pixelSize: Theme.sizeSmall
        color: Theme.textMuted
    }

    component Body: Text {
        Layout.fillWidth: true
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        font.pixelSize: Theme.sizeBody
        color: Theme.text
    }

    contentItem: ColumnLayout {
        spacing: Theme.gapSmall

        Flickable {
            id: scroll

            Layout.fillWidth: true
            Layout.fillHeight: true
            implicitHeight: column.implicitHeight
            contentHeight: column.implicitHeight
            clip: true
            activeFocusOnTab: contentHeight > height
            boundsBehavior: Flickable.StopAtBounds
            ScrollBar.vertical: SlimScrollBar {}
            Keys.onUpPressed: contentY = Math.max(0, contentY - 40)
            Keys.onDownPressed: contentY = Math.min(Math.max(0, contentHeight - height), contentY + 40)

            RowLayout {
                id: column
                width: scroll.width - 16
                spacing: 2 * Theme.gapLarge

                ColumnLayout {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    Layout.alignment: Qt.AlignTop
                    visible: popup.changes || !popup.terms
                    spacing: 6

                    Heading {
                        visible: (popup.told.repairs ?? []).length > 0
                        text: popup.texts.caption_repaired
                    }

                    Repeater {
                        model: popup.told.repairs ?? []

                        Body {
                            required property string modelData
                            objectName: "popupRepair"
                            text: modelData
                        }
                    }

                    Heading {
                        visible: (popup.told.unsure ?? []).length > 0
                        text: popup.texts.trust_unsure
                    }

                    Body {
                        objectName: "popupUnsure"
                        visible: (popup.told.unsure ?? []).length > 0
                        text: (popup.told.unsure ?? []).join(" / ")
                    }

                    Heading {
                        visible: (popup.told.heard ?? "") !== ""
                        text: popup.texts.caption_heard
                    }

                    Body {
                        visible: (popup.told.heard ?? "") !== ""
                        text: popup.told.heard ?? ""
                    }

                    Heading {
                        visible: (popup.told.quantities ?? []).length > 0
                        text: popup.texts.caption_quantities
                    }

                    Repeater {
                        model: popup.told.quantities ?? []

                        Body {
                            required property string modelData
                            objectName: "popupQuantity"
                            text: modelData
                        }
                    }

                    Body {
                        visible: !popup.changes && !popup.terms
                        text: popup.texts.caption_plain
                        color: Theme.textMuted
                    }
                }

                ColumnLayout {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 2
                    Layout.alignment: Qt.AlignTop
                    visible: popup.terms
                    spacing: 6

                    Repeater {
                        model: popup.told.terms ?? []

                        ColumnLayout {
                            id: term
                            required property var modelData

                            objectName: "popupTerm"
                            Layout.fillWidth: true
                            Layout.bottomMargin: 6
                            spacing: 4

                            RowLayout {
                                spacing: Theme.gapSmall

                                Text {
                                    text: term.modelData.ja
                                    textFormat: Text.PlainText
                                    font.pixelSize: Theme.sizeLarge
                                    font.weight: Font.Bold
                                    color: Theme.text
                                }

                                Body {
                                    text: term.modelData.reading
                                    font.pixelSize: Theme.sizeSmall
                                    color: Theme.textMuted
                                }

                                PushButton {
                                    objectName: "popupOpen"
                                    text: popup.texts.caption_all_translations
                                    Accessible.description: term.modelData.ja
                                    onClicked: popup.corrections.openTerm(term.modelData.ja)
                                }
                            }

                            Body {
                                visible: term.modelData.easy !== ""
                                text: term.modelData.easy
                                font.pixelSize: Theme.sizeSmall + 1
                            }

                            Repeater {
                                model: term.modelData.translations

                                RowLayout {
                                    id: translation
                                    required property var modelData
                                    spacing: Theme.gapSmall

                                    Text {
                                        Layout.preferredWidth: 96
                                        textFormat: Text.PlainText
                                        text: translation.modelData.own
                                        font.family: translation.modelData.face !== ""
                                            ? translation.modelData.face : Qt.application.font.family
                                        font.pixelSize: Theme.sizeSmall
                                        color: Theme.textMuted
                                        elide: Text.ElideRight
                                        Accessible.name: translation.modelData.name
                                    }

                                    Body {
                                        text: translation.modelData.text
                                        font.family: translation.modelData.face !== ""
                                            ? translation.modelData.face : Qt.application.font.family
                                        font.pixelSize: Theme.sizeBody - 1
                                    }

                                    Tag {
                                        visible: translation.modelData.review
                                        text: popup.texts.glossary_review
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }

        RowLayout {
            spacing: Theme.gap

            PushButton {
                id: correct
                objectName: "popupCorrect"
                text: popup.texts.caption_correct
                onClicked: popup.corrections.edit(popup.corrections.key)
            }

            Item { Layout.fillWidth: true }

            PushButton {
                objectName: "popupClose"
                text: popup.texts.close_notice
                onClicked: popup.close()
            }
        }
    }
}
