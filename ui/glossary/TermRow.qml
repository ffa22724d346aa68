// One term of the list.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import "../shared"
import "../theme"

ItemDelegate {
    id: row

    required property int index
    required property string ja
    required property string reading
    required property string english
    required property bool review
    required property bool own
    required property var texts

    readonly property bool current: ListView.isCurrentItem
    readonly property color ink: current ? Theme.accentInk : Theme.text

    height: 68
    leftPadding: Theme.gap
    rightPadding: Theme.gapLarge
    topPadding: 6
    bottomPadding: 6

    Accessible.role: Accessible.ListItem
    Accessible.name: row.ja
    Accessible.description: [row.reading, row.english, row.review ? row.texts.glossary_review : "",
        row.own ? row.texts.glossary_own : ""].join(" ")

    contentItem: ColumnLayout {
        spacing: 2

        RowLayout {
            spacing: Theme.gapSmall

            Text {
                Layout.fillWidth: true
                textFormat: Text.PlainText
                text: row.ja
                font.pixelSize: Theme.sizeBody + 1
                font.weight: Font.Bold
                color: row.ink
                elide: Text.ElideRight
            }

            Tag {
                visible: row.own
                kind: "note"
                text: row.texts.glossary_own
            }

            Tag {
                visible: row.review
                text: row.texts.glossary_review
            }
        }

        Text {
            Layout.fillWidth: true
            textFormat: Text.PlainText
            text: row.english === "" ? row.reading : row.reading + "　" + row.english
            font.pixelSize: Theme.sizeSmall
            color: row.current ? Theme.accentInk : Theme.textMuted
            elide: Text.ElideRight
        }
    }

    background: Rectangle {
        radius: Theme.radius - 4
        color: row.current ? Theme.accent : row.hovered ? Theme.controlHover : "transparent"
    }
}
