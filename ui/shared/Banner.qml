// A message that stays until its cause or the reader takes it away. Empty text hides it.
import QtQuick
import QtQuick.Layouts
import "../theme"

Rectangle {
    id: banner

    required property string message
    property string kind: "note" // "note", "warning" or "fault"
    property string action: ""
    property string secondAction: ""
    signal acted
    signal actedSecond

    readonly property color ink: kind === "fault" ? Theme.faultInk
        : kind === "warning" ? Theme.warningInk : Theme.noteInk

    visible: message !== ""
    radius: Theme.radius
    color: kind === "fault" ? Theme.faultBackground
        : kind === "warning" ? Theme.warningBackground : Theme.noteBackground
    border.width: 2
    border.color: kind === "fault" ? Theme.faultBorder
        : kind === "warning" ? Theme.warningBorder : Theme.noteBorder
    implicitHeight: content.implicitHeight + 2 * 12

    Accessible.role: Accessible.AlertMessage
    Accessible.name: banner.message

    RowLayout {
        id: content
        anchors.fill: parent
        anchors.margins: 12
        anchors.leftMargin: Theme.gapLarge
        spacing: Theme.gap

        Text {
            Layout.fillWidth: true
            Layout.minimumHeight: Theme.target
            text: banner.message
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            verticalAlignment: Text.AlignVCenter
            font.pixelSize: Theme.sizeLarge - 2
            lineHeight: 1.3
            color: banner.ink
        }

        PushButton {
            visible: banner.secondAction !== ""
            text: banner.secondAction
            onClicked: banner.actedSecond()
        }

        PushButton {
            visible: banner.action !== ""
            text: banner.action
            onClicked: banner.acted()
        }
    }
}
