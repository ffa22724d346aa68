// A pad with what is being put together, large, and the button that sends it.
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

ColumnLayout {
    id: whole

    required property var pad
    required property var labels
    required property string sendText
    property string face: ""
    signal sent

    spacing: Theme.gapSmall

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gapSmall

        Rectangle {
            Layout.fillWidth: true
            implicitHeight: whole.height < 220 ? 44 : whole.height < 300 ? 52 : 68
            radius: Theme.radius
            color: Theme.surface
            border.width: 2
            border.color: Theme.controlBorder

            Text {
                objectName: "padShown"
                anchors.fill: parent
                anchors.leftMargin: Theme.gap
                anchors.rightMargin: Theme.gap
                verticalAlignment: Text.AlignVCenter
                horizontalAlignment: whole.pad.empty && whole.pad.shown === "" ? Text.AlignLeft : Text.AlignHCenter
                text: whole.pad.shown !== "" ? whole.pad.shown : whole.labels.pad_hint
                textFormat: Text.PlainText
                fontSizeMode: Text.Fit
                minimumPixelSize: 14
                wrapMode: Text.Wrap
                font.family: whole.face !== "" ? whole.face : Qt.application.font.family
                font.pixelSize: whole.pad.shown !== "" ? 40 : Theme.sizeSmall + 1
                font.weight: whole.pad.shown !== "" ? Font.Bold : Font.Normal
                color: whole.pad.ready ? Theme.text : Theme.textMuted
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
        }

        PushButton {
            objectName: "padSend"
            implicitHeight: whole.height < 220 ? 44 : whole.height < 300 ? 52 : 68
            Layout.minimumWidth: 128
            enabled: whole.pad.ready
            primary: true
            text: whole.sendText
            font.family: whole.face !== "" ? whole.face : Qt.application.font.family
            font.pixelSize: Theme.sizeLarge
            font.weight: Font.Bold
            onClicked: whole.sent()
        }
    }

    PadKeys {
        tight: whole.height < 340
        Layout.fillWidth: true
        Layout.fillHeight: true
        pad: whole.pad
        labels: whole.labels
        face: whole.face
    }
}
