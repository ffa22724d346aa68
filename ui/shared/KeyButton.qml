// A button of a bar: what it does, and below it the key that does the same.
import QtQuick
import QtQuick.Layouts
import "../theme"

PushButton {
    id: button

    property string key: ""
    property int size: Theme.sizeBody

    implicitHeight: Theme.targetBar
    implicitWidth: Math.max(96, label.implicitWidth + leftPadding + rightPadding)
    leftPadding: 12
    rightPadding: 12

    contentItem: Item {
        ColumnLayout {
            anchors.centerIn: parent
            width: Math.min(implicitWidth, parent.width)
            spacing: 2

            Text {
                id: label
                Layout.alignment: Qt.AlignHCenter
                Layout.maximumWidth: button.width - button.leftPadding - button.rightPadding
                textFormat: Text.PlainText
                text: button.text
                elide: Text.ElideRight
                font.pixelSize: button.size
                font.weight: Font.Bold
                color: button.ink
            }

            Text {
                Layout.alignment: Qt.AlignHCenter
                visible: button.key !== ""
                textFormat: Text.PlainText
                text: button.key
                font.pixelSize: Theme.sizeSmall
                color: button.ink
            }
        }
    }
}
