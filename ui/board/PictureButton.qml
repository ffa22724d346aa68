// A large button: a picture and, below or beside it, a text.
import QtQuick
import "../shared"
import "../theme"

PushButton {
    id: button

    required property string picture
    property string face: ""
    property int size: Theme.sizeBody
    property bool beside: height < 64
    readonly property real room: Math.min(beside ? height - 16 : height * 0.46, beside ? 40 : 84)

    leftPadding: 8
    rightPadding: 8
    topPadding: 4
    bottomPadding: 4
    implicitHeight: 88

    contentItem: Item {
        Picture {
            id: drawn
            x: button.beside ? 2 : (parent.width - width) / 2
            y: button.beside ? (parent.height - height) / 2 : 4
            name: button.picture
            size: button.room
            ink: button.ink
            tint: button.checked ? button.ink : Theme.accent
        }

        Text {
            x: button.beside ? drawn.width + 10 : 0
            y: button.beside ? 0 : drawn.y + drawn.height + 2
            width: parent.width - x
            height: parent.height - y
            text: button.text
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            horizontalAlignment: button.beside ? Text.AlignLeft : Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            fontSizeMode: Text.Fit
            minimumPixelSize: 12
            font.family: button.face !== "" ? button.face : Qt.application.font.family
            font.pixelSize: button.size
            font.weight: Font.Bold
            lineHeight: 0.95
            color: button.ink
        }
    }
}
