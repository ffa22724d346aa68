// The resident's side: a choice of languages, then the talk in the chosen one, with five requests.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import "../board"
import "../record"
import "../shared"
import "../theme"

Rectangle {
    id: screen

    required property var captions
    required property var desk
    required property var session
    required property var record
    required property var texts
    required property int fontSize
    readonly property var words: desk.words
    property bool choosing: false // they asked for another language
    readonly property bool chosen: desk.residentLanguage !== "" && !choosing
    readonly property string face: Theme.face(desk.residentLanguage)
    readonly property var lacking: desk.languages.filter(each => !each.drawable).map(each => each.japanese)
    readonly property var board: desk.phraseBoard
    readonly property bool pointing: board.open && chosen // the board covers the talk
    readonly property bool padded: board.asking && board.questionPad !== ""
    readonly property bool low: height < 420 // half of a small screen: nothing stands above another

    Connections {
        target: screen.desk
        function onLanguageChanged() { screen.choosing = false }
    }

    // The newest line, from its beginning if it does not fit.
    function showNewest() {
        if (list.count === 0 || !list.following)
            return
        const last = list.itemAtIndex(list.count - 1)
        const tall = last !== null && last.height > list.height
        list.positionViewAtIndex(list.count - 1, tall ? ListView.Beginning : ListView.End)
    }

    color: Theme.background
    Accessible.role: Accessible.Pane
    Accessible.name: texts.counter_resident_screen

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.gap
        spacing: Theme.gapSmall
        visible: !screen.record.asking // the question is in its place

        ColumnLayout {
            visible: !screen.chosen
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.gapSmall

            Text {
                Layout.fillWidth: true
                text: screen.words.choose
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                font.family: screen.face
                font.pixelSize: Theme.sizeStart
                font.weight: Font.Bold
                color: Theme.text
            }

            LanguageTiles {
                objectName: "languageTiles"
                Layout.fillWidth: true
                Layout.fillHeight: true
                languages: screen.desk.languages
                texts: screen.texts
                Accessible.role: Accessible.List
                Accessible.name: screen.texts.counter_choose
                onChosen: tag => {
                    screen.choosing = false
                    screen.desk.greet(tag)
                }
            }

            Text {
                objectName: "noLetters"
                Layout.fillWidth: true
                visible: screen.lacking.length > 0
                text: screen.texts.counter_no_letters_hint + "\n" + screen.lacking.join("、")
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                font.pixelSize: Theme.sizeSmall
                color: Theme.textMuted
            }
        }

        GridLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: screen.chosen && !screen.pointing
            columns: screen.low ? 2 : 1
            columnSpacing: Theme.gap
            rowSpacing: Theme.gapSmall

            ListView {
                id: list

                objectName: "residentList"
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                Layout.preferredHeight: screen.padded ? 1 : 2
                model: screen.captions
                clip: true
                reuseItems: true
                currentIndex: -1 // see CaptionView
                highlightFollowsCurrentItem: false
                boundsBehavior: Flickable.StopAtBounds
                Accessible.role: Accessible.List
                Accessible.name: screen.texts.captions
                // Who looks back is left in peace until somebody says something new.
                property bool following: true
                ScrollBar.vertical: SlimScrollBar {
                    onPositionChanged: if (pressed) list.following = list.atYEnd
                }
                onMovementStarted: list.following = false
                onMovementEnded: list.following = list.atYEnd
                onCountChanged: {
                    list.following = true
                    Qt.callLater(screen.showNewest)
                }
                onContentHeightChanged: Qt.callLater(screen.showNewest)
                onHeightChanged: Qt.callLater(screen.showNewest)

                delegate: ResidentLine {
                    width: ListView.view.width - 16 // beside the scroll bar
                    height: implicitHeight
                    words: screen.words
                    face: screen.face
                    low: screen.low
                    fontSize: screen.low ? Math.min(screen.fontSize, screen.height / 9) : screen.fontSize
                }

                Text {
                    anchors.centerIn: parent
                    width: parent.width - 2 * Theme.gapLarge
                    visible: list.count === 0
                    text: screen.words.greeting + "\n" + screen.words.speak
                    textFormat: Text.PlainText
                    horizontalAlignment: Text.AlignHCenter
                    wrapMode: Text.Wrap
                    font.family: screen.face
                    font.pixelSize: screen.low ? Theme.sizeLarge : Theme.sizeStart
                    color: Theme.textMuted
                }
            }

            AnswerPanel {
                objectName: "answerPanel"
                visible: screen.board.asking
                Layout.fillWidth: true
                Layout.fillHeight: screen.padded || screen.low
                Layout.preferredWidth: screen.padded ? 3 : 1
                Layout.preferredHeight: Layout.fillHeight ? 3 : implicitHeight
                board: screen.board
                low: screen.low
                face: screen.face
            }

            ScrollPane {
                visible: !screen.board.asking || !screen.low && !screen.padded
                Layout.fillWidth: !screen.low
                Layout.preferredWidth: screen.low ? 230 : -1
                Layout.alignment: Qt.AlignTop
                Layout.fillHeight: screen.low
                Layout.preferredHeight: screen.low ? -1 : asks.height
                contentHeight: asks.height

                Flow {
                    id: asks

                    width: parent.width - (screen.low ? 14 : 0) // beside the scroll bar
                    spacing: screen.low ? 5 : Theme.gapSmall

                    Repeater {
                        model: screen.desk.buttons

                        PushButton {
                            required property string modelData

                            objectName: "ask_" + modelData
                            width: screen.low ? parent.width : implicitWidth
                            implicitHeight: screen.low ? 38 : 60
                            text: screen.words[modelData]
                            font.family: screen.face
                            onClicked: screen.desk.ask(modelData)
                        }
                    }

                    PictureButton {
                        objectName: "boardButton"
                        width: screen.low ? parent.width : 190
                        implicitHeight: screen.low ? 38 : 60
                        picture: "board"
                        text: screen.words.board
                        face: screen.face
                        onClicked: screen.board.show(true)
                    }
                }
            }
        }

        Loader {
            objectName: "residentBoard"
            Layout.fillWidth: true
            Layout.fillHeight: true
            active: screen.pointing
            visible: active
            sourceComponent: PictureBoard {
                board: screen.board
                face: screen.face
                closable: true
            }
        }

        HeardNote {
            Layout.fillWidth: true
            visible: screen.chosen && some
            session: screen.session
            words: screen.words
            face: screen.face
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap

            SavedNote {
                Layout.fillWidth: true
                record: screen.record
                words: screen.words
                face: screen.face
                low: screen.low
            }

            PushButton {
                objectName: "changeLanguage"
                visible: screen.desk.residentLanguage !== ""
                implicitHeight: screen.low ? 36 : Theme.target
                font.pixelSize: screen.low ? Theme.sizeSmall : Theme.sizeBody
                text: screen.words.change
                font.family: screen.face
                checked: screen.choosing
                onClicked: screen.choosing = !screen.choosing
            }
        }
    }

    Loader {
        anchors.fill: parent
        active: screen.record.asking
        sourceComponent: ConsentCard {
            record: screen.record
            words: screen.words
            face: screen.face
        }
    }
}
