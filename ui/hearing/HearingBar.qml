// The controls of hearing mode: start, reading aids, who is next.
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

Rectangle {
    id: bar

    required property var session
    required property var desk
    required property var texts
    readonly property bool popupOpen: microphone.popup.visible

    implicitHeight: row.implicitHeight + 2 * 14
    color: Theme.surface

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.outline
    }

    RowLayout {
        id: row
        anchors.fill: parent
        anchors.leftMargin: Theme.gapLarge
        anchors.rightMargin: Theme.gapLarge
        spacing: Theme.gap

        StartButton {
            objectName: "startButton"
            running: bar.session.running
            enabled: bar.session.state !== "stopping"
            text: running ? bar.texts.stop : bar.texts.start
            focus: true
            onClicked: bar.session.toggle()
        }

        LevelMeter {
            objectName: "levelMeter"
            visible: bar.width >= 1000
            Layout.preferredWidth: 160
            label: bar.texts.level
            level: bar.session.level
        }

        Chooser {
            id: microphone
            objectName: "microphoneChooser"
            Layout.fillWidth: true
            Layout.maximumWidth: 300
            label: bar.texts.microphone
            model: bar.session.microphones
            chosen: bar.session.microphoneIndex
            onActivated: index => bar.session.chooseMicrophone(index)
            popup.onAboutToShow: bar.session.findMicrophones()
        }

        PushButton {
            objectName: "furiganaButton"
            text: bar.texts.hearing_furigana
            checked: bar.desk.furigana
            Accessible.role: Accessible.CheckBox
            Accessible.checked: checked
            onClicked: bar.desk.aid("furigana", !bar.desk.furigana)
        }

        PushButton {
            objectName: "easyButton"
            text: bar.texts.hearing_easy
            checked: bar.desk.easyJapanese
            Accessible.role: Accessible.CheckBox
            Accessible.checked: checked
            onClicked: bar.desk.aid("easy_japanese", !bar.desk.easyJapanese)
        }

        Item { Layout.fillWidth: true }

        PushButton {
            objectName: "nextPersonButton"
            implicitHeight: Theme.targetLarge
            implicitWidth: Theme.compact ? 130 : 190
            font.pixelSize: Theme.sizeLarge
            font.weight: Font.Bold
            text: bar.texts.counter_next_person + "  F8"
            onClicked: bar.desk.nextPerson()
        }
    }
}
