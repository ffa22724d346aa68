// The phrases that staff press instead of speaking: sets, search, a list; below, what was answered.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import "../shared"
import "../theme"

Rectangle {
    id: panel

    required property var phrases
    required property var desk
    required property var texts
    readonly property var board: desk.phraseBoard
    readonly property string face: Theme.face(desk.residentLanguage)
    readonly property bool typing: search.field.activeFocus || filling.item !== null && filling.item.typing

    readonly property bool low: height < 380 && width > 900 // half of a small screen

    color: Theme.background
    Accessible.role: Accessible.Pane
    Accessible.name: texts.board_phrases

    property string pressed: "" // the phrase whose slots are filled
    property bool byKeys: false // it was pressed by a key

    // What had the keyboard is gone when the list gives way to the slots, and the other way round.
    function passFocus() {
        const reason = panel.byKeys ? Qt.TabFocusReason : Qt.OtherFocusReason
        if (filling.item !== null) {
            filling.item.takeFocus(reason)
            return
        }
        for (let n = 0; n < entries.count; n++) {
            if (entries.itemAt(n).modelData.key === panel.pressed)
                entries.itemAt(n).forceActiveFocus(reason)
        }
    }

    property bool focusing: false // the focus is for the chosen set, which is still being read

    function takeFocus() {
        panel.focusing = true
        for (let n = 0; n < sets.count; n++) {
            if (sets.itemAt(n).checked) {
                sets.itemAt(n).forceActiveFocus(Qt.ShortcutFocusReason)
                panel.focusing = false
            }
        }
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.gap
        spacing: Theme.gapSmall

        RowLayout {
            Layout.fillWidth: true
            visible: !panel.phrases.filling
            spacing: Theme.gapSmall

            TextLine {
                id: search
                Layout.fillWidth: true
                Layout.maximumWidth: panel.low ? 300 : 1000
                fieldName: "phraseSearch"
                value: panel.phrases.query
                placeholder: panel.texts.board_search
                onEdited: text => panel.phrases.search(text)
            }

            Loader {
                Layout.fillWidth: true
                active: panel.low && panel.phrases.asked !== ""
                visible: active
                sourceComponent: exchange
            }

            PushButton {
                objectName: "phrasesClose"
                text: panel.texts.board_close
                onClicked: panel.phrases.toggle()
            }
        }

        ScrollPane {
            Layout.fillWidth: true
            // Of many sets the list below keeps its room.
            Layout.preferredHeight: panel.height < 300 ? Math.min(contentHeight, 92) : contentHeight
            visible: !panel.phrases.filling
            contentHeight: tabs.height + 2 * tabs.y

            Flow {
                id: tabs
                // Room for the frame of the focus.
                x: 5
                y: 5
                width: parent.width - 24
                spacing: 6
                Accessible.role: Accessible.PageTabList
                Accessible.name: panel.texts.board_sets

                Repeater {
                    id: sets
                    model: panel.phrases.sets
                    onCountChanged: if (panel.focusing) Qt.callLater(panel.takeFocus)

                    PushButton {
                        required property var modelData

                        objectName: "set_" + modelData.key
                        implicitHeight: 38
                        leftPadding: 10
                        rightPadding: 10
                        font.pixelSize: Theme.sizeSmall + 1
                        checked: panel.phrases.query === "" && panel.phrases.chosenSet === modelData.key
                        text: modelData.text
                        Accessible.role: Accessible.PageTab
                        Accessible.selected: checked
                        onClicked: panel.phrases.openSet(modelData.key)
                    }
                }
            }
        }

        Text {
            objectName: "phrasesNotice"
            Layout.fillWidth: true
            visible: text !== ""
            text: panel.phrases.notice !== "" ? panel.phrases.notice
                : panel.phrases.phrases.length > 0 || panel.phrases.filling ? ""
                : panel.phrases.query !== "" ? panel.texts.board_none : panel.texts.board_reading
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            font.pixelSize: Theme.sizeBody
            color: Theme.textMuted
        }

        Flickable {
            id: list

            objectName: "phraseList"
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: !panel.phrases.filling
            clip: true
            contentHeight: rows.height + 10
            boundsBehavior: Flickable.StopAtBounds
            ScrollBar.vertical: SlimScrollBar {}
            Accessible.role: Accessible.List
            Accessible.name: panel.texts.board_phrases

            Connections {
                target: panel.phrases
                function onListChanged() { list.contentY = 0 }
            }

            Grid {
                id: rows
                // Room for the frame of the focus.
                x: 5
                y: 5
                width: list.width - 24
                columns: panel.width > 1000 ? 2 : 1
                spacing: 6

                Repeater {
                    id: entries
                    model: panel.phrases.phrases

                    PhraseRow {
                        required property var modelData

                        objectName: "phrase_" + modelData.key
                        width: (rows.width - (rows.columns - 1) * rows.spacing) / rows.columns
                        phrase: modelData
                        texts: panel.texts
                        face: panel.face
                        onClicked: {
                            panel.byKeys = visualFocus
                            panel.pressed = modelData.key
                            panel.phrases.press(modelData.key)
                        }
                        Keys.onDownPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
                        Keys.onUpPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
                        onActiveFocusChanged: if (activeFocus) {
                            list.contentY = Math.max(0, Math.max(y + height + 14 - list.height,
                                Math.min(list.contentY, y - 5)))
                        }
                    }
                }
            }
        }

        Loader {
            id: filling
            Layout.fillWidth: true
            Layout.fillHeight: true
            active: panel.phrases.filling
            visible: active
            onActiveChanged: Qt.callLater(panel.passFocus)
            sourceComponent: PhraseFill {
                phrases: panel.phrases
                texts: panel.texts
                face: panel.face
            }
        }

        Loader {
            Layout.fillWidth: true
            active: !panel.low && panel.phrases.asked !== "" && !panel.phrases.filling
            visible: active
            sourceComponent: exchange
        }
    }

    Component {
        id: exchange

        Rectangle {
            implicitHeight: row.implicitHeight + (panel.low ? 8 : 16)
            radius: Theme.radius
            color: Theme.noteBackground
            border.width: 1
            border.color: Theme.noteBorder

            RowLayout {
                id: row
                anchors.fill: parent
                anchors.margins: panel.low ? 4 : 8
                anchors.leftMargin: Theme.gap
                spacing: Theme.gap

                Text {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 3
                    text: panel.phrases.asked
                    textFormat: Text.PlainText
                    wrapMode: Text.Wrap
                    maximumLineCount: 2
                    elide: Text.ElideRight
                    font.pixelSize: Theme.sizeBody
                    color: Theme.noteInk
                }

                Text {
                    objectName: "phraseAnswer"
                    Layout.maximumWidth: panel.width / 2
                    text: panel.phrases.answer !== "" ? panel.texts.counter_resident + "： " + panel.phrases.answer
                        : panel.board.asking ? panel.texts.board_waiting : ""
                    textFormat: Text.PlainText
                    elide: Text.ElideRight
                    font.family: Theme.face(panel.phrases.answerLanguage)
                    font.pixelSize: panel.phrases.answer !== "" ? Theme.sizeLarge : Theme.sizeBody
                    font.weight: panel.phrases.answer !== "" ? Font.Bold : Font.Normal
                    color: Theme.noteInk
                }

                PushButton {
                    objectName: "questionClose"
                    visible: panel.board.asking
                    implicitHeight: 40
                    text: panel.texts.board_stop_asking
                    onClicked: panel.board.dismiss()
                }
            }
        }
    }
}
