// What may be taller than its room. What has the keyboard's focus is in sight.
import QtQuick
import QtQuick.Controls.Basic

Flickable {
    id: pane

    readonly property Item focused: Window.activeFocusItem
    property real before: 8 // what is seen above and below of it, such as its label
    property real after: 8
    readonly property bool scrolls: contentHeight > height

    function reveal(item: Item) {
        let holder = item
        while (holder && holder !== pane.contentItem)
            holder = holder.parent
        if (!holder)
            return
        const top = item.mapToItem(pane.contentItem, 0, 0).y
        if (top - pane.before < pane.contentY)
            pane.contentY = Math.max(0, top - pane.before)
        else if (top + item.height + pane.after > pane.contentY + pane.height)
            pane.contentY = Math.max(0, Math.min(pane.contentHeight, top + item.height + pane.after) - pane.height)
    }

    clip: scrolls
    interactive: scrolls
    contentWidth: width
    boundsBehavior: Flickable.StopAtBounds
    onFocusedChanged: pane.reveal(pane.focused)
    // A notice that comes takes room, and not what it is about out of sight.
    onHeightChanged: pane.reveal(pane.focused)
    ScrollBar.vertical: SlimScrollBar {}
}
