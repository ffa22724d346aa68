// How a part is: told by shape, word and colour.
import QtQuick
import QtQuick.Layouts
import "../theme"

RowLayout {
    id: mark

    required property string kind // "green", "amber", "red" or "" while it is being looked at
    required property string label
    required property string detail
    required property var texts
    readonly property color hue: kind === "green" ? Theme.stateLive : kind === "amber" ? Theme.stateBusy
        : kind === "red" ? Theme.stateFault : Theme.stateIdle
    property string word: kind === "" ? texts.start_mark_wait : texts["start_mark_" + kind]

    spacing: 12
    Accessible.role: Accessible.StaticText
    Accessible.name: label + ": " + word + ". " + detail

    Rectangle {
        Layout.alignment: Qt.AlignTop
        implicitWidth: 28
        implicitHeight: 28
        radius: mark.kind === "green" ? 14 : mark.kind === "red" ? 4 : 8
        color: "transparent"
        border.width: 3
        border.color: mark.hue

        Text {
            anchors.centerIn: parent
            textFormat: Text.PlainText
            text: mark.kind === "green" ? "✓" : mark.kind === "amber" ? "!" : mark.kind === "red" ? "×" : ""
            font.pixelSize: Theme.sizeBody
            font.weight: Font.Bold
            color: mark.hue
        }
    }

    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0

        Text {
            Layout.fillWidth: true
            text: mark.label + "  " + mark.word
            textFormat: Text.PlainText
            font.pixelSize: Theme.sizeBody
            font.weight: Font.Bold
            color: Theme.text
        }

        Text {
            Layout.fillWidth: true
            visible: mark.detail !== ""
            text: mark.detail
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            maximumLineCount: 3
            elide: Text.ElideRight
            font.pixelSize: Theme.sizeSmall
            color: Theme.textMuted
        }
    }
}
