// A message that stays until its cause or the reader takes it away. Empty text hides it.
import QtQuick
import QtQuick.Layouts
import "../theme"

Rectangle {
    id: banner

    required property string message
    property string styled: "" // the message with marks in it, as styled text
    property string kind: "note" // "note", "warning" or "fault"
    property string action: ""
    property string secondAction: ""
    property string closing: "" // the text of a button that takes the message away
    property bool compact: Theme.compact
    signal acted
    signal actedSecond
    signal closed
    readonly property alias firstButton: firstButton

    readonly property color ink: kind === "fault" ? Theme.faultInk
        : kind === "warning" ? Theme.warningInk : Theme.noteInk

    visible: message !== ""
    radius: Theme.radius
    color: kind === "fault" ? Theme.faultBackground
        : kind === "warning" ? Theme.warningBackground : Theme.noteBackground
    border.width: 2
    border.color: kind === "fault" ? Theme.faultBorder
        : kind === "warning" ? Theme.warningBorder : Theme.noteBorder
    implicitHeight: content.implicitHeight + 2 * (compact ? 6 : 12)

    Accessible.role: Accessible.AlertMessage
    Accessible.name: banner.message

    RowLayout {
        id: content
        anchors.fill: parent
        anchors.margins: banner.compact ? 6 : 12
        anchors.leftMargin: Theme.gapLarge
        spacing: Theme.gap

        Text {
            Layout.fillWidth: true
            Layout.minimumHeight: banner.compact ? 0 : Theme.target
            text: banner.styled !== "" ? banner.styled : banner.message
            textFormat: banner.styled !== "" ? Text.StyledText : Text.PlainText
            wrapMode: Text.Wrap
            verticalAlignment: Text.AlignVCenter
            font.pixelSize: banner.compact ? Theme.sizeSmall + 1 : Theme.sizeLarge - 2
            lineHeight: 1.3
            color: banner.ink
        }

        PushButton {
            visible: banner.secondAction !== ""
            text: banner.secondAction
            onClicked: banner.actedSecond()
        }

        PushButton {
            id: firstButton
            visible: banner.action !== ""
            text: banner.action
            onClicked: banner.acted()
        }

        PushButton {
            visible: banner.closing !== ""
            text: banner.closing
            onClicked: banner.closed()
        }
    }
}
