// Buttons with pictures that share the room there is; they scroll only where it is too small.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import "../shared"
import "../theme"

Flickable {
    id: area

    required property var entries // of "key" and "text"
    property string face: ""
    property int cell: 128
    readonly property int lowest: 72
    property int highest: 150
    property int size: cellHeight > 120 ? Theme.sizeLarge : Theme.sizeBody
    signal pressed(key: string)

    readonly property int most: Math.max(2, Math.min(entries.length, Math.floor(width / cell)))
    readonly property int columns: area.even(most)
    readonly property int rows: Math.ceil(entries.length / columns)
    readonly property real cellHeight: Math.max(lowest, Math.min(highest, (height - 7) / Math.max(1, rows) - 8))

    // Full rows look tidier, and the last one is no smaller than the others.
    function even(most: int): int {
        for (let count = most; 2 * count > most; count--) {
            if (area.entries.length % count === 0)
                return count
        }
        return most
    }

    clip: true
    contentHeight: rows * (cellHeight + 8) + 7
    boundsBehavior: Flickable.StopAtBounds
    interactive: contentHeight > height + 1
    ScrollBar.vertical: SlimScrollBar {}

    Grid {
        id: grid
        // Room for the frame of the focus.
        x: 5
        y: 5
        width: area.width - 10 - (area.interactive ? 14 : 0)
        columns: area.columns
        spacing: 8

        Repeater {
            model: area.entries

            PictureButton {
                required property var modelData

                objectName: "picture_" + modelData.key
                width: (grid.width - (area.columns - 1) * grid.spacing) / area.columns
                height: area.cellHeight
                picture: modelData.key
                text: modelData.text
                face: area.face
                size: area.size
                onClicked: area.pressed(modelData.key)
                onActiveFocusChanged: if (activeFocus) {
                    area.contentY = Math.max(0, Math.min(area.contentHeight - area.height,
                        Math.max(y + height + 10 - area.height, Math.min(area.contentY, y - 5))))
                }
            }
        }
    }
}
