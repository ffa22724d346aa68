// A phrase to press: Japanese, the checked translation below it, and what it asks for.
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

PushButton {
    id: row

    required property var phrase
    required property var texts
    property string face: ""

    text: phrase.text
    implicitHeight: Math.max(Theme.target, content.implicitHeight + 16)
    Accessible.description: phrase.translation

    contentItem: Item {
        RowLayout {
            id: content
            width: parent.width
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.gapSmall

            ColumnLayout {
                Layout.fillWidth: true
                spacing: 1

                Text {
                    Layout.fillWidth: true
                    text: row.phrase.text
                    textFormat: Text.PlainText
                    wrapMode: Text.Wrap
                    font.pixelSize: Theme.sizeBody + 1
                    font.weight: Font.Medium
                    color: row.ink
                }

                Text {
                    Layout.fillWidth: true
                    visible: text !== ""
                    text: row.phrase.machine ? row.texts.board_machine
                        : row.phrase.translation !== "" ? "✓ " + row.phrase.translation : ""
                    textFormat: Text.PlainText
                    elide: Text.ElideRight
                    font.family: row.phrase.machine || row.face === "" ? Qt.application.font.family : row.face
                    font.pixelSize: Theme.sizeSmall
                    color: Theme.textMuted
                }
            }

            Tag {
                visible: row.phrase.fills
                kind: "warning"
                text: row.texts.board_fill
            }

            Tag {
                visible: row.phrase.answer !== ""
                kind: "note"
                text: row.texts["board_answer_" + row.phrase.answer] ?? ""
            }
        }
    }
}
