// Whether the resident is heard, and in time: in their words, before their eyes.
import QtQuick
import QtQuick.Layouts
import "../theme"

ColumnLayout {
    id: note

    required property var session
    required property var words
    required property string face
    readonly property bool unheard: note.session.lost || note.session.state !== "listening"
    readonly property bool some: note.unheard || note.session.delayText !== ""

    Text {
        objectName: "notHeard"
        Layout.fillWidth: true
        visible: note.unheard
        text: note.session.lost ? note.words.microphone_lost : note.words.paused
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        font.family: note.face
        font.pixelSize: note.session.lost ? Theme.sizeLarge : Theme.sizeSmall
        font.weight: note.session.lost ? Font.Bold : Font.Normal
        color: note.session.lost ? Theme.stateFault : Theme.textMuted
    }

    Text {
        objectName: "late"
        Layout.fillWidth: true
        visible: note.session.delayText !== ""
        text: note.words.late
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        font.family: note.face
        font.pixelSize: Theme.sizeSmall
        color: Theme.textMuted
    }
}
