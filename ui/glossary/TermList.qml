// The search field, and what it finds.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import "../shared"
import "../theme"

FocusScope {
    id: finder

    required property var editor
    required property var texts
    readonly property alias list: list

    function begin() {
        search.field.forceActiveFocus(Qt.ShortcutFocusReason)
        search.field.selectAll()
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.gapSmall

        TextLine {
            id: search

            fieldName: "glossarySearch"
            Layout.fillWidth: true
            Layout.margins: 4
            placeholder: finder.texts.glossary_search
            value: finder.editor.query
            onEdited: text => finder.editor.type(text)
            onAccepted: {
                finder.editor.search()
                list.forceActiveFocus(Qt.TabFocusReason)
            }
            Keys.onDownPressed: list.forceActiveFocus(Qt.TabFocusReason)
        }

        Text {
            objectName: "glossaryCount"
            Layout.leftMargin: Theme.gapSmall
            textFormat: Text.PlainText
            text: finder.editor.ready ? finder.editor.countText : finder.texts.glossary_loading
            font.pixelSize: Theme.sizeSmall
            color: Theme.textMuted
        }

        ListView {
            id: list

            objectName: "termList"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.margins: 4
            activeFocusOnTab: true
            clip: true
            reuseItems: true
            boundsBehavior: Flickable.StopAtBounds
            keyNavigationEnabled: true
            highlightMoveDuration: 0
            model: finder.editor.results
            ScrollBar.vertical: SlimScrollBar {}

            Accessible.role: Accessible.List
            Accessible.name: finder.texts.glossary_results

            Keys.onPressed: event => {
                const page = Math.max(1, Math.floor(height / 68) - 1)
                if (event.key === Qt.Key_PageDown)
                    currentIndex = Math.min(count - 1, currentIndex + page)
                else if (event.key === Qt.Key_PageUp)
                    currentIndex = Math.max(0, currentIndex - page)
                else if (event.key === Qt.Key_Home)
                    currentIndex = 0
                else if (event.key === Qt.Key_End)
                    currentIndex = count - 1
                else
                    return
                event.accepted = true
            }
            // A banner above takes room: what is chosen stays in sight.
            onHeightChanged: Qt.callLater(list.showCurrent)

            function showCurrent() {
                if (currentIndex >= 0)
                    positionViewAtIndex(currentIndex, ListView.Contain)
            }

            onCurrentIndexChanged: if (activeFocus) finder.editor.choose(currentIndex)

            delegate: TermRow {
                objectName: "termRow"
                width: ListView.view.width - 16 // beside the scroll bar
                texts: finder.texts
                focusPolicy: Qt.NoFocus
                onClicked: {
                    finder.editor.choose(index)
                    list.forceActiveFocus(Qt.MouseFocusReason)
                }
            }

            Connections {
                target: finder.editor
                function onCurrentChanged() {
                    list.currentIndex = finder.editor.currentRow
                    list.showCurrent()
                }
            }

            Text {
                objectName: "glossaryNone"
                anchors.fill: parent
                anchors.margins: Theme.gap
                visible: finder.editor.ready && list.count === 0
                textFormat: Text.PlainText
                text: finder.texts.glossary_none
                wrapMode: Text.Wrap
                font.pixelSize: Theme.sizeBody
                color: Theme.textMuted
            }
        }
    }
    // Not in the list, which would clip it.
    Rectangle {
        x: list.x - 4
        y: list.y - 4
        width: list.width + 8
        height: list.height + 8
        radius: Theme.radius
        color: "transparent"
        border.width: Theme.focusWidth
        border.color: Theme.focus
        visible: list.activeFocus
    }
}
