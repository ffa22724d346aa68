// The captions, oldest first. Follows the newest one until the reader scrolls up.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import "../shared"
import "../theme"

FocusScope {
    id: view

    required property var captions
    required property var texts
    required property string hint
    required property int fontSize
    property bool following: true
    readonly property alias list: list
    signal asked(key: string)
    property bool twoSided: false
    signal correctionAsked(key: string)
    signal confirmed(key: string, number: string)
    signal pointed(key: string, hovered: bool)

    // The line of a caption, if it is on the screen.
    function lineOf(key: string): Item {
        for (let row = 0; row < list.count; row++) {
            const line = list.itemAtIndex(row)
            if (line && line.key === key)
                return line
        }
        return null
    }

    function follow() {
        view.following = true
        view.showNewest()
    }

    function showNewest() {
        if (view.following && list.count > 0)
            list.positionViewAtEnd()
    }

    // Called only after the reader moved the list: where they left it tells what they want.
    function readerMoved() {
        const below = list.originY + list.contentHeight - (list.contentY + list.height)
        view.following = below <= view.fontSize
    }

    function scrollBy(pixels: real) {
        const lowest = Math.max(list.originY, list.originY + list.contentHeight - list.height)
        list.contentY = Math.min(Math.max(list.contentY + pixels, list.originY), lowest)
        view.readerMoved()
    }

    Keys.onUpPressed: view.scrollBy(-1.5 * view.fontSize)
    Keys.onDownPressed: view.scrollBy(1.5 * view.fontSize)
    Keys.onPressed: event => {
        if (event.key === Qt.Key_PageUp)
            view.scrollBy(-0.8 * list.height)
        else if (event.key === Qt.Key_PageDown)
            view.scrollBy(0.8 * list.height)
        else if (event.key === Qt.Key_Home)
            view.scrollBy(-list.contentHeight)
        else if (event.key === Qt.Key_End)
            view.follow()
        else
            return
        event.accepted = true
    }

    ListView {
        id: list
        objectName: "captionList"

        readonly property int textWidth: Math.min(
            width - 2 * 2 * Theme.gapLarge, 34 * view.fontSize)

        anchors.fill: parent
        focus: true
        activeFocusOnTab: true
        Accessible.role: Accessible.List
        Accessible.name: view.texts.captions
        model: view.captions
        clip: true
        reuseItems: true
        cacheBuffer: 600
        // Nothing is current. Its highlight, which nobody sees, would follow it with animated moves
        // through the whole list: sixty frames a second for minutes.
        currentIndex: -1
        highlightFollowsCurrentItem: false
        keyNavigationEnabled: false
        boundsBehavior: Flickable.StopAtBounds
        // Not margins: positionViewAtEnd knows only of these.
        header: Item { height: Theme.gapLarge; width: 1 }
        footer: Item { height: Theme.gapSmall; width: 1 }
        ScrollBar.vertical: SlimScrollBar {
            onPositionChanged: if (pressed) view.readerMoved()
        }

        // Layout is done only after the present event: callLater waits for it, and joins calls.
        onContentHeightChanged: Qt.callLater(view.showNewest)
        onHeightChanged: Qt.callLater(view.showNewest)
        onWidthChanged: Qt.callLater(view.showNewest)
        onCountChanged: {
            if (count === 0)
                view.following = true
            Qt.callLater(view.showNewest)
        }
        onMovementStarted: view.following = false
        onMovementEnded: view.readerMoved()

        delegate: CaptionLine {
            id: line
            onAsked: view.asked(line.key)
            onCorrectionAsked: view.correctionAsked(line.key)
            onConfirmed: number => view.confirmed(line.key, number)
            texts: view.texts
            twoSided: view.twoSided
            onHoverChanged: hovered => view.pointed(line.key, hovered)
            width: ListView.view.width
            height: implicitHeight
            textWidth: list.textWidth
            fontSize: view.fontSize
        }
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: 2
        color: "transparent"
        border.width: Theme.focusWidth
        border.color: Theme.focus
        visible: list.activeFocus
    }

    Text {
        objectName: "hint"
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.gapLarge, 900)
        height: parent.height - 2 * Theme.gapSmall
        visible: list.count === 0
        textFormat: Text.PlainText
        text: view.hint
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        wrapMode: Text.Wrap
        // Captions may have little room: it has no more than they.
        fontSizeMode: Text.Fit
        minimumPixelSize: Theme.sizeSmall
        elide: Text.ElideRight
        lineHeight: 1.15
        font.pixelSize: 30
        color: Theme.textMuted
    }

    PushButton {
        objectName: "newestButton"
        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottomMargin: Theme.gap
        visible: !view.following && list.count > 0
        text: view.texts.newest
        font.weight: Font.Bold
        implicitWidth: 160
        primary: true
        onClicked: {
            view.follow()
            list.forceActiveFocus()
        }
    }
}
