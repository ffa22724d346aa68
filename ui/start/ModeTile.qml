// A large tile for one use of the application.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import "../shared"
import "../theme"

Button {
    id: tile

    required property string title
    required property string detail
    required property string last
    required property int number

    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: title
    Accessible.description: detail + " " + last
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radius
        color: tile.down || tile.hovered ? Theme.controlHover : Theme.surface
        border.width: 2
        border.color: tile.hovered ? Theme.accent : Theme.controlBorder

        FocusRing { shown: tile.visualFocus }
    }

    contentItem: RowLayout {
        spacing: Theme.compact ? Theme.gap : Theme.gapLarge

        Rectangle {
            Layout.leftMargin: Theme.gap
            implicitWidth: Theme.compact ? 36 : 56
            implicitHeight: implicitWidth
            radius: implicitWidth / 2
            color: Theme.accent

            Text {
                anchors.centerIn: parent
                textFormat: Text.PlainText
                text: tile.number
                font.pixelSize: Theme.sizeStart
                font.weight: Font.Bold
                color: Theme.accentInk
            }
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 6

            Text {
                Layout.fillWidth: true
                textFormat: Text.PlainText
                text: tile.title
                elide: Text.ElideRight
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.sizeBody
                font.pixelSize: Theme.compact ? 24 : 36
                font.weight: Font.Bold
                color: Theme.text
            }

            Text {
                Layout.fillWidth: true
                textFormat: Text.PlainText
                text: tile.detail
                wrapMode: Text.Wrap
                font.pixelSize: Theme.sizeBody
                color: Theme.text
            }

            Text {
                Layout.fillWidth: true
                textFormat: Text.PlainText
                text: tile.last
                elide: Text.ElideRight
                font.pixelSize: Theme.sizeSmall
                color: Theme.textMuted
            }
        }
    }
}
