// Start and stop; what is listened to; the promise of privacy.
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

Rectangle {
    id: bar

    required property var session
    required property var texts
    required property bool clearing // nothing is lost that was still to be saved
    readonly property bool popupOpen: microphone.popup.visible || language.popup.visible
        || sample.popup.visible

    function offerSamples() {
        sample.forceActiveFocus()
        sample.popup.open()
    }

    implicitHeight: column.implicitHeight + 2 * 14
    color: Theme.surface

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.outline
    }

    ColumnLayout {
        id: column
        anchors.fill: parent
        anchors.leftMargin: Theme.gapLarge
        anchors.rightMargin: Theme.gapLarge
        anchors.topMargin: 14
        anchors.bottomMargin: 14
        spacing: 12

        RowLayout {
            spacing: Theme.gapLarge

            StartButton {
                objectName: "startButton"
                running: bar.session.running
                enabled: bar.session.state !== "stopping"
                text: running ? bar.texts.stop : bar.texts.start
                focus: true
                onClicked: bar.session.toggle()
            }

            ColumnLayout {
                spacing: 4

                RowLayout {
                    spacing: Theme.gap

                    Text {
                        textFormat: Text.PlainText
                        text: bar.texts.microphone
                        font.pixelSize: Theme.sizeSmall
                        color: Theme.textMuted
                    }

                    LevelMeter {
                        objectName: "levelMeter"
                        Layout.fillWidth: true
                        label: bar.texts.level
                        level: bar.session.level
                    }
                }

                Chooser {
                    id: microphone
                    objectName: "microphoneChooser"
                    Layout.fillWidth: true
                    label: bar.texts.microphone
                    model: bar.session.microphones
                    chosen: bar.session.microphoneIndex
                    onActivated: index => bar.session.chooseMicrophone(index)
                    // Microphones come and go: look again whenever the list is asked for.
                    popup.onAboutToShow: bar.session.findMicrophones()
                }
            }

            ColumnLayout {
                Layout.maximumWidth: 240
                Layout.minimumWidth: 180
                spacing: 4

                Text {
                    textFormat: Text.PlainText
                    text: bar.texts.language
                    font.pixelSize: Theme.sizeSmall
                    color: Theme.textMuted
                }

                Chooser {
                    id: language
                    objectName: "languageChooser"
                    Layout.fillWidth: true
                    label: bar.texts.language
                    listWidth: 320
                    model: bar.session.languages
                    chosen: bar.session.languageIndex
                    onActivated: index => bar.session.chooseLanguage(index)
                }
            }

            ColumnLayout {
                Layout.maximumWidth: 190
                Layout.minimumWidth: 160
                visible: bar.session.samples.length > 0
                spacing: 4

                Text {
                    textFormat: Text.PlainText
                    text: bar.texts.sample
                    font.pixelSize: Theme.sizeSmall
                    color: Theme.textMuted
                }

                Chooser {
                    id: sample
                    objectName: "sampleChooser"
                    Layout.fillWidth: true
                    label: bar.texts.sample
                    listWidth: 620
                    model: bar.session.samples
                    displayText: bar.texts.sample_play
                    enabled: !bar.session.running
                    onActivated: index => bar.session.playSample(index)
                }
            }

            PushButton {
                objectName: "clearButton"
                visible: bar.clearing
                Layout.alignment: Qt.AlignBottom
                text: bar.texts.clear
                onClicked: bar.session.clear()
            }
        }

        Row {
            Layout.alignment: Qt.AlignHCenter
            spacing: 10

            // A padlock.
            Item {
                width: 14
                height: 16
                anchors.verticalCenter: parent.verticalCenter

                Rectangle {
                    x: 3
                    width: 8
                    height: 12
                    radius: 4
                    color: "transparent"
                    border.width: 2
                    border.color: Theme.textMuted
                }

                Rectangle {
                    y: 7
                    width: 14
                    height: 9
                    radius: 2
                    color: Theme.textMuted
                }
            }

            Text {
                objectName: "privacy"
                textFormat: Text.PlainText
                text: bar.texts.privacy
                font.pixelSize: Theme.sizeSmall
                color: Theme.textMuted
            }
        }
    }
}
