// What the audience sees. The content of a window of its own, whose colour is to be "transparent";
// the console shows the same, smaller. Lines move up one at a time from the bottom.
pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

Item {
    id: projector

    required property var event
    property bool leading: false // its size is that of the projector
    readonly property var look: event.look
    readonly property bool motion: Theme.motion === true
    readonly property bool full: look.position === "full"
    readonly property bool announcing: event.announcement.text !== ""
    readonly property real planned: look.lines * look.rowHeight
    readonly property real needed: announcing ? announcement.height : stack.needed
    readonly property real most: height - 2 * look.marginY
    readonly property real pad: Math.round(look.size / 4)

    function tellRoom() {
        if (projector.leading && projector.width > 0 && projector.height > 0)
            projector.event.setRoom(projector.width, projector.height)
    }

    clip: true
    onWidthChanged: tellRoom()
    onHeightChanged: tellRoom()
    onLeadingChanged: tellRoom()
    Component.onCompleted: tellRoom()

    Rectangle {
        objectName: "projectorGround"
        anchors.fill: parent
        visible: projector.look.background === "chroma"
            || (projector.look.background === "solid" && projector.full)
        color: projector.look.background_colour
    }

    Rectangle {
        objectName: "projectorBand"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: parent.height - band.y
        visible: projector.look.background === "solid" && !projector.full
        color: projector.look.background_colour
    }

    Item {
        id: band

        readonly property real asked: Math.min(projector.most,
            Math.max(projector.planned, projector.needed)) + 2 * projector.pad

        anchors.left: parent.left
        anchors.right: parent.right
        y: projector.full ? (parent.height - asked) / 2
            : parent.height - projector.look.marginY - asked + projector.pad
        height: asked
        clip: true

        Item {
            id: stack

            property real needed: 0

            // From the bottom up: what leaves above moves nothing below.
            function arrange() {
                let below = 0
                let staying = 0
                for (let place = rows.count - 1; place >= 0; --place) {
                    const row = rows.itemAt(place) as ProjectorRow
                    if (row === null)
                        continue
                    below += row.height
                    if (!row.leaving)
                        staying = below
                    row.placed = true
                    row.y = -below
                }
                stack.needed = staying
            }

            x: projector.look.marginX + projector.look.outline
            y: band.height - projector.pad
            width: projector.width - 2 * x
            visible: !projector.announcing
            transformOrigin: Item.BottomLeft
            scale: Math.min(1, projector.most / Math.max(stack.needed, 1))

            Repeater {
                id: rows

                model: projector.event.rows
                onItemAdded: Qt.callLater(stack.arrange)
                onItemRemoved: Qt.callLater(stack.arrange)

                ProjectorRow {
                    width: stack.width
                    look: projector.look
                    motion: projector.motion
                    moveTime: projector.event.scrollTime
                    onHeightChanged: Qt.callLater(stack.arrange)
                    onLeavingChanged: Qt.callLater(stack.arrange)
                }
            }
        }

        Column {
            id: announcement

            readonly property var translations: projector.event.announcement.translations
            readonly property var languages: projector.look.languages.filter(
                (tag, index) => (announcement.translations[index] ?? "") !== "")

            objectName: "projectedAnnouncement"
            x: stack.x
            width: stack.width
            anchors.verticalCenter: parent.verticalCenter
            visible: projector.announcing
            scale: Math.min(1, projector.most / Math.max(height, 1))

            Accessible.role: Accessible.AlertMessage
            Accessible.name: projector.event.announcement.text

            Repeater {
                model: [projector.event.announcement.text]
                    .concat(announcement.translations).filter(text => text !== "")

                OutlinedText {
                    required property int index
                    required property string modelData

                    width: announcement.width
                    settledText: modelData
                    family: index === 0 ? projector.look.family
                        : Theme.face(announcement.languages[index - 1])
                    size: index === 0 ? projector.look.size : projector.look.smallSize
                    lineHeight: projector.look.lineHeight
                    ink: projector.look.text_colour
                    rim: projector.look.outline_colour
                    rimWidth: projector.look.outline
                    wrapMode: Text.Wrap
                    alignment: Text.AlignHCenter
                }
            }
        }
    }
}
