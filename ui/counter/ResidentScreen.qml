// The resident's side: a choice of languages, then the talk in the chosen one, with five requests.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import "../shared"
import "../theme"

Rectangle {
    id: screen

    required property var captions
    required property var desk
    required property var session
    required property var texts
    required property int fontSize
    readonly property var words: desk.words
    readonly property bool chosen: desk.residentLanguage !== ""

    color: Theme.background
    Accessible.role: Accessible.Pane
    Accessible.name: texts.counter_resident_screen

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.gap
        spacing: Theme.gapSmall

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
                font.pixelSize: Theme.sizeStart
                font.weight: Font.Bold
                color: Theme.text
            }

            LanguageTiles {
                objectName: "languageTiles"
                Layout.fillWidth: true
                Layout.fillHeight: true
                languages: screen.desk.languages
                Accessible.role: Accessible.List
                Accessible.name: screen.texts.counter_choose
                onChosen: tag => screen.desk.chooseLanguage(tag)
            }
        }

        ListView {
            id: list

            objectName: "residentList"
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: screen.chosen
            model: screen.captions
            clip: true
            reuseItems: true
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: screen.texts.captions
            ScrollBar.vertical: SlimScrollBar {}
            onContentHeightChanged: Qt.callLater(list.positionViewAtEnd)
            onHeightChanged: Qt.callLater(list.positionViewAtEnd)

            delegate: ResidentLine {
                width: ListView.view.width - Theme.gap
                height: implicitHeight
                words: screen.words
                fontSize: screen.fontSize
            }

            Text {
                anchors.centerIn: parent
                width: parent.width - 2 * Theme.gapLarge
                visible: list.count === 0
                text: screen.words.greeting + "\n" + screen.words.speak
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                font.pixelSize: Theme.sizeStart
                color: Theme.textMuted
            }
        }

        Flow {
            Layout.fillWidth: true
            visible: screen.chosen
            spacing: Theme.gapSmall

            Repeater {
                model: screen.desk.buttons

                PushButton {
                    required property string modelData

                    objectName: "ask_" + modelData
                    implicitHeight: screen.height < 400 ? Theme.target : 60
                    text: screen.words[modelData]
                    onClicked: screen.desk.ask(modelData)
                }
            }
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap

            Text {
                objectName: "notSaved"
                Layout.fillWidth: true
                text: screen.words.not_saved
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                font.pixelSize: Theme.sizeSmall
                color: Theme.textMuted
            }

            Text {
                visible: screen.chosen && screen.session.state !== "listening"
                text: screen.words.paused
                textFormat: Text.PlainText
                font.pixelSize: Theme.sizeSmall
                color: Theme.textMuted
            }
        }
    }
}
