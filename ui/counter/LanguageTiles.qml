// Which language? Every one by its own name and greeting; one press chooses.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import "../shared"
import "../theme"

GridView {
    id: grid

    required property var languages
    required property var texts
    signal chosen(tag: string)
    // While it has the keyboard Enter chooses, and gives nobody the turn.
    readonly property bool visualFocus: activeFocus

    readonly property int columns: Math.max(2, Math.min(8, Math.floor(width / 156)))

    cellWidth: Math.floor((width - Theme.gap) / columns)
    cellHeight: Math.max(88, Math.min(112, Math.floor(height / Math.ceil(languages.length / columns))))
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    model: languages
    keyNavigationEnabled: true
    highlightMoveDuration: 0
    activeFocusOnTab: true
    ScrollBar.vertical: SlimScrollBar {}
    Keys.onEnterPressed: if (currentIndex >= 0) grid.chosen(grid.languages[currentIndex].tag)
    Keys.onReturnPressed: if (currentIndex >= 0) grid.chosen(grid.languages[currentIndex].tag)
    Keys.onSpacePressed: if (currentIndex >= 0) grid.chosen(grid.languages[currentIndex].tag)

    delegate: Item {
        id: cell

        required property var modelData
        required property int index
        readonly property bool visualFocus: activeFocus

        width: grid.cellWidth
        height: grid.cellHeight

        Button {
            id: tile

            readonly property string face: Theme.face(enabled ? cell.modelData.tag : "ja")

            objectName: "language_" + cell.modelData.tag
            anchors.fill: parent
            anchors.margins: 4
            focusPolicy: Qt.NoFocus
            enabled: cell.modelData.drawable
            Accessible.role: Accessible.Button
            Accessible.name: enabled ? cell.modelData.native + " " + cell.modelData.greeting
                : cell.modelData.japanese + " " + grid.texts.counter_no_letters
            onClicked: grid.chosen(cell.modelData.tag)

            background: Rectangle {
                radius: Theme.radius
                color: tile.down || tile.hovered ? Theme.controlHover : Theme.control
                border.width: 1
                border.color: Theme.controlBorder

                FocusRing { shown: grid.activeFocus && grid.currentIndex === cell.index }
            }

            contentItem: Item {
                Column {
                    anchors.centerIn: parent
                    width: parent.width
                    spacing: 2

                    Text {
                        width: parent.width
                        textFormat: Text.PlainText
                        text: tile.enabled ? cell.modelData.native : cell.modelData.japanese
                        horizontalAlignment: Text.AlignHCenter
                        fontSizeMode: Text.HorizontalFit
                        minimumPixelSize: 12
                        font.family: tile.face
                        font.pixelSize: Theme.sizeBody
                        font.weight: Font.Bold
                        color: tile.enabled ? Theme.text : Theme.textMuted
                    }

                    Text {
                        width: parent.width
                        textFormat: Text.PlainText
                        text: tile.enabled ? cell.modelData.greeting : grid.texts.counter_no_letters
                        horizontalAlignment: Text.AlignHCenter
                        elide: Text.ElideRight
                        font.family: tile.face
                        font.pixelSize: Theme.sizeSmall
                        color: Theme.textMuted
                    }
                }
            }
        }
    }
}
