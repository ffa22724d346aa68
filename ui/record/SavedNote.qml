// Whether what is said is kept, always before the resident's eyes; and how to have it deleted.
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

RowLayout {
    id: note

    required property var record
    required property var words
    required property string face
    property bool low: false

    spacing: Theme.gapSmall

    Text {
        objectName: "notSaved"
        Layout.fillWidth: true
        text: (note.record.recording ? "● " : "") + (note.record.recording ? note.words.saved : note.words.not_saved)
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        font.family: note.face
        font.pixelSize: Theme.sizeSmall
        font.weight: note.record.recording ? Font.Bold : Font.Normal
        color: note.record.recording ? Theme.text : Theme.textMuted
    }

    PushButton {
        objectName: "consentWithdraw"
        visible: note.record.recording
        implicitHeight: note.low ? 36 : Theme.target
        text: note.words.consent_withdraw
        font.family: note.face
        font.pixelSize: note.low ? Theme.sizeSmall : Theme.sizeBody
        onClicked: note.record.withdraw()
    }
}
