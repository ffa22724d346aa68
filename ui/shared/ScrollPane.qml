// What may be taller than its room. What has the keyboard's focus is in sight.
import QtQuick
import QtQuick.Controls.Basic

Flickable {
    id: pane

    readonly property Item focused: Window.activeFocusItem
    readonly property bool scrolls: contentHeight > height

    function reveal(item: Item) {
        let holder = item
        while (holder && holder !== pane.contentItem)
            holder = holder.parent
        if (!holder)
            return
        const top = item.mapToItem(pane.contentItem, 0, 0).y
        if (top < pane.contentY)
            pane.contentY = Math.max(0, top - 8)
        else if (top + item.height > pane.contentY + pane.height)
            pane.contentY = Math.min(pane.contentHeight, top + item.height + 8) - pane.height
    }

    clip: scrolls
    interactive: scrolls
    contentWidth: width
    boundsBehavior: Flickable.StopAtBounds
    onFocusedChanged: pane.reveal(pane.focused)
    ScrollBar.vertical: SlimScrollBar {}
}
