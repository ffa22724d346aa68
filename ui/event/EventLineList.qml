// The utterances of the event; the newest stays in sight unless one is being put right.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import "../shared"
import "../theme"

FocusScope {
    id: panel

    required property var event
    required property var texts
    readonly property bool editing: list.edited !== ""

    function edit(lineId: string, text: string) {
        list.draft = text
        list.edited = lineId
    }

    function editLast() {
        const last = panel.event.lastLine()
        for (let place = list.count - 1; place >= 0; --place) {
            const index = panel.event.lines.index(place, 0)
            if (panel.event.lines.data(index, list.idRole) !== last)
                continue
            list.currentIndex = place
            list.positionViewAtIndex(place, ListView.Contain)
            panel.edit(last, panel.event.lines.data(index, list.idRole + 1))
            return
        }
    }

    function leave() {
        // First: the field, which is going, would keep the focus of the list.
        (list.currentItem ?? list).forceActiveFocus(Qt.OtherFocusReason)
        list.edited = ""
        list.follow()
    }

    ListView {
        id: list

        readonly property int idRole: Qt.UserRole + 1
        property string edited: ""
        property string draft: ""
        property bool atNewest: true

        function follow() {
            if (list.edited === "" && list.atNewest)
                list.positionViewAtEnd()
        }

        objectName: "eventLines"
        anchors.fill: parent
        anchors.margins: Theme.gapSmall
        activeFocusOnTab: true
        clip: true
        spacing: 4
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: true
        highlightMoveDuration: 0 // no animation through the whole list for what nobody sees
        model: panel.event.lines
        currentIndex: -1
        ScrollBar.vertical: SlimScrollBar {}

        Accessible.role: Accessible.List
        Accessible.name: panel.texts.event_lines

        onMovementEnded: list.atNewest = list.atYEnd
        onCountChanged: Qt.callLater(list.follow)
        onContentHeightChanged: Qt.callLater(list.follow)
        onHeightChanged: Qt.callLater(list.follow)
        onActiveFocusChanged: if (activeFocus && currentIndex < 0) currentIndex = count - 1
        Keys.onReturnPressed: if (list.currentItem) (list.currentItem as EventLine).asked()
        Keys.onEnterPressed: if (list.currentItem) (list.currentItem as EventLine).asked()

        delegate: EventLine {
            id: line

            required property int index

            objectName: "eventLine"
            width: ListView.view.width - 16 // beside the scroll bar
            texts: panel.texts
            current: ListView.isCurrentItem && list.activeFocus
            editing: list.edited === line.lineId
            draft: list.draft
            onAsked: if (line.phase !== "speaking") {
                list.currentIndex = line.index
                panel.edit(line.lineId, line.text)
            }
            onDrafted: text => list.draft = text
            onAccepted: text => {
                const lineId = line.lineId
                panel.leave()
                panel.event.fix(lineId, text)
            }
            onAbandoned: panel.leave()
        }
    }

    Text {
        objectName: "eventNone"
        anchors.fill: parent
        anchors.margins: Theme.gapLarge
        visible: list.count === 0
        textFormat: Text.PlainText
        text: panel.texts.event_lines_none
        wrapMode: Text.Wrap
        font.pixelSize: Theme.sizeBody
        color: Theme.textMuted
    }

    FocusRing {
        anchors.margins: 0
        shown: list.activeFocus && !panel.editing
    }
}
